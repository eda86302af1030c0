"""Lake Formation's data-cell filters, which moto lists and can't make."""

from localstack.aws.api import CommonServiceException

_filters: dict[tuple, dict] = {}


def _key(one: dict) -> tuple:
    return tuple(one[name] for name in ("TableCatalogId", "DatabaseName", "TableName", "Name"))


def create_filter(context, request):
    made = request["TableData"]
    if _key(made) in _filters:
        raise CommonServiceException("AlreadyExistsException", f"filter {made['Name']} exists", status_code=400)
    _filters[_key(made)] = made
    return {}


def update_filter(context, request):
    made = request["TableData"]
    if _key(made) not in _filters:
        raise CommonServiceException("EntityNotFoundException", f"no filter {made['Name']}", status_code=400)
    _filters[_key(made)] = made
    return {}


def list_filters(context, request):
    table = request.get("Table", {})
    wanted = [one for key, one in _filters.items() if table.get("Name") in (None, key[2]) and table.get("DatabaseName") in (None, key[1])]
    return {"DataCellsFilters": wanted}


def delete_filter(context, request):
    if _filters.pop(_key(request), None) is None:
        raise CommonServiceException("EntityNotFoundException", f"no filter {request['Name']}", status_code=400)
    return {}


OPERATIONS = {
    "CreateDataCellsFilter": create_filter,
    "UpdateDataCellsFilter": update_filter,
    "ListDataCellsFilter": list_filters,
    "DeleteDataCellsFilter": delete_filter,
}
