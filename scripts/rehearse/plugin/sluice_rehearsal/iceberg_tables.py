"""What Glue makes of a request to create or change an Iceberg table: the columns that its catalog then lists.

moto keeps a table's input as it came. Source: https://docs.aws.amazon.com/glue/latest/dg/iceberg-table-operations.html
"""

from localstack.services.moto import call_moto, call_moto_with_request

HIVE = {"long": "bigint", "timestamptz": "timestamp"}


def _columns(schema: dict) -> list[dict]:
    return [
        {
            "Name": field["Name"],
            "Type": HIVE.get(field["Type"], field["Type"].replace(", ", ",")),
            "Parameters": {"iceberg.field.id": str(field["Id"]), "iceberg.field.current": "true"},
        }
        for field in schema["Fields"]
    ]


def _table(name: str, made: dict, given: dict) -> dict:
    return {
        **given,
        "Name": name,
        "TableType": "EXTERNAL_TABLE",
        "Parameters": {"table_type": "ICEBERG"},
        "StorageDescriptor": {"Location": made["Location"], "Columns": _columns(made["Schema"])},
    }


def create_table(context, request):
    iceberg = request.get("OpenTableFormatInput", {}).get("IcebergInput")
    if iceberg is None:
        return call_moto(context)
    made = iceberg["CreateIcebergTableInput"]
    table = _table(request["Name"], made, request.get("TableInput", {}))
    return call_moto_with_request(context, {"DatabaseName": request["DatabaseName"], "TableInput": table})


def update_table(context, request):
    iceberg = request.get("UpdateOpenTableFormatInput", {}).get("UpdateIcebergInput")
    if iceberg is None:
        return call_moto(context)
    [change] = iceberg["UpdateIcebergTableInput"]["Updates"]
    table = _table(request["Name"], change, {})
    return call_moto_with_request(context, {"DatabaseName": request["DatabaseName"], "TableInput": table})


OPERATIONS = {"CreateTable": create_table, "UpdateTable": update_table}
