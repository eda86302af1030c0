"""How Spark is set up, in AWS and on a laptop: what a table's rows depend on is said here and nowhere else."""

CATALOG = "lake"

SETTINGS: dict[str, str] = {
    # Overflow, division by zero and bad casts raise instead of giving null.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.extensions": "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions",
    f"spark.sql.catalog.{CATALOG}": "org.apache.iceberg.spark.SparkCatalog",
    # A view that is made anew while a table is built must not be what was cached before.
    f"spark.sql.catalog.{CATALOG}.cache-enabled": "false",
    "spark.sql.adaptive.enabled": "true",
    # Names that SQL reads are views of this session, never tables of a metastore.
    "spark.sql.catalogImplementation": "in-memory",
}


def glue_settings(warehouse: str) -> dict[str, str]:
    """With the Glue Data Catalog; `warehouse` is where databases without a location of their own keep tables (`s3://bucket/`)."""
    own = {
        "catalog-impl": "org.apache.iceberg.aws.glue.GlueCatalog",
        "io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
        "warehouse": warehouse,
    }
    return {**SETTINGS, **_of_catalog(own)}


def folder_settings(warehouse: str) -> dict[str, str]:
    """With a folder as the catalog, for a laptop and for tests."""
    return {**SETTINGS, **_of_catalog({"type": "hadoop", "warehouse": warehouse})}


def _of_catalog(own: dict[str, str]) -> dict[str, str]:
    return {f"spark.sql.catalog.{CATALOG}.{name}": value for name, value in own.items()}
