"""What Lake Formation lets a role select: whole tables, columns of them, or the columns and rows of a data-cell filter.

Source: https://docs.aws.amazon.com/lake-formation/latest/dg/data-filtering.html
"""

from localstack.services.moto import call_moto

EVERYBODY = "IAM_ALLOWED_PRINCIPALS"
ALL_TABLES = "ALL_TABLES"


def list_permissions(context, request):
    answer = call_moto(context)
    rows = [row for given in answer["PrincipalResourcePermissions"] for row in as_listed(given)]
    return {**answer, "PrincipalResourcePermissions": rows}


def as_listed(given: dict) -> list[dict]:
    """Rows that AWS makes of one grant: SELECT on a table is SELECT on all its columns, what else may be done stays with the table.

    Source: https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/lakeformation/filter.go
    """
    table = given["Resource"].get("Table")
    if table is None or not {"SELECT", "ALL"} & set(given["Permissions"]):
        return [given]
    if "TableWildcard" in table:
        table = {**table, "Name": ALL_TABLES}
    columns = {**{name: value for name, value in table.items() if name != "TableWildcard"}, "ColumnWildcard": {}}
    handed = given.get("PermissionsWithGrantOption", [])
    rest = {**given, "Resource": {"Table": table}, **_only(given, lambda one: one != "SELECT")}
    select = ["SELECT"] if {"SELECT", "ALL"} & set(handed) else []
    whole = {"Permissions": ["SELECT"], "PermissionsWithGrantOption": select, "Resource": {"TableWithColumns": columns}}
    return [*([rest] if rest["Permissions"] else []), {**given, **whole}]


def _only(given: dict, keeps) -> dict:
    names = ("Permissions", "PermissionsWithGrantOption")
    return {name: [one for one in given.get(name, []) if keeps(one)] for name in names}


OPERATIONS = {"ListPermissions": list_permissions}


def tables_of(clients, role: str) -> list[dict]:
    """Tables that the role sees anything of: {database, name, columns, visible, filter}; `filter` None is every row."""
    grants = [
        given["Resource"]
        for given in clients.lakeformation.list_permissions()["PrincipalResourcePermissions"]
        if given["Principal"]["DataLakePrincipalIdentifier"] in (role, EVERYBODY) and {"SELECT", "ALL"} & set(given["Permissions"])
    ]
    seen = []
    for database in clients.glue.get_databases()["DatabaseList"]:
        for table in _tables(clients, database["Name"]):
            columns = [
                {"name": one["Name"], "type": one["Type"]}
                for one in [*table["StorageDescriptor"]["Columns"], *table.get("PartitionKeys", [])]
            ]
            sees = _sees(clients, database["Name"], table["Name"], [one["name"] for one in columns], grants)
            if sees is not None:
                seen.append({"database": database["Name"], "name": table["Name"], "columns": columns, **sees})
    return seen


def _tables(clients, database: str):
    for page in clients.glue.get_paginator("get_tables").paginate(DatabaseName=database):
        yield from page["TableList"]


def _sees(clients, database: str, table: str, columns: list[str], grants: list[dict]) -> dict | None:
    found = [_view(clients, columns, one) for one in grants if _is_of(one, database, table)]
    whole = [one for one in found if one["visible"] == columns and one["filter"] is None]
    if whole or not found:
        return whole[0] if whole else None
    if len(found) > 1:
        raise NotImplementedError(f"{database}.{table}: {len(found)} grants of parts to one role; the stand-in knows one")
    return found[0]


def _is_of(resource: dict, database: str, table: str) -> bool:
    of = resource.get("Table") or resource.get("TableWithColumns")
    if of is not None:
        return of["DatabaseName"] == database and ("TableWildcard" in of or of.get("Name") in (table, ALL_TABLES))
    cells = resource.get("DataCellsFilter")
    return cells is not None and (cells["DatabaseName"], cells["TableName"]) == (database, table)


def _view(clients, columns: list[str], resource: dict) -> dict:
    if "Table" in resource:
        return {"visible": columns, "filter": None}
    if "TableWithColumns" in resource:
        return {"visible": _visible(columns, resource["TableWithColumns"]), "filter": None}
    named = resource["DataCellsFilter"]
    of = {"CatalogId": named["TableCatalogId"], "DatabaseName": named["DatabaseName"], "Name": named["TableName"]}
    made = clients.lakeformation.list_data_cells_filter(Table=of)["DataCellsFilters"]
    [cells] = [one for one in made if one["Name"] == named["Name"]]
    return {"visible": _visible(columns, cells), "filter": cells.get("RowFilter", {}).get("FilterExpression")}


def _visible(columns: list[str], given: dict) -> list[str]:
    if "ColumnNames" in given:
        return [one for one in columns if one in given["ColumnNames"]]
    excluded = given.get("ColumnWildcard", {}).get("ExcludedColumnNames", [])
    return [one for one in columns if one not in excluded]
