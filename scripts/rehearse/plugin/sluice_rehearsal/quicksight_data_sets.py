"""QuickSight's data sets and their refreshes, as far as a run of the tables asks for them: moto has neither list nor description.

Requests and answers pass LocalStack's parser and serializer, which know botocore's shapes. A refresh is completed at once.
"""

from datetime import UTC, datetime

from localstack.aws.api import CommonServiceException

_data_sets: dict[str, dict] = {}
_ingestions: dict[str, dict[str, dict]] = {}
_tags: dict[str, dict[str, str]] = {}


def _arn(context, *path: str) -> str:
    return f"arn:aws:quicksight:{context.region}:{context.account_id}:{'/'.join(path)}"


def _found(data_set_id: str) -> dict:
    if data_set_id not in _data_sets:
        raise CommonServiceException("ResourceNotFoundException", f"no data set {data_set_id}", status_code=404)
    return _data_sets[data_set_id]


def create_data_set(context, request):
    data_set_id = request["DataSetId"]
    now = datetime.now(UTC)
    kept = {name: request[name] for name in ("DataSetId", "Name", "PhysicalTableMap", "ImportMode")}
    arn = _arn(context, "dataset", data_set_id)
    tag_resource(context, {"ResourceArn": arn, "Tags": request.get("Tags", [])})
    _data_sets[data_set_id] = {**kept, "Arn": arn, "CreatedTime": now, "LastUpdatedTime": now}
    return {"Arn": arn, "DataSetId": data_set_id, "Status": 201}


def list_data_sets(context, request):
    names = ("Arn", "DataSetId", "Name", "ImportMode", "CreatedTime", "LastUpdatedTime")
    return {"DataSetSummaries": [{name: one[name] for name in names} for one in _data_sets.values()], "Status": 200}


def describe_data_set(context, request):
    return {"DataSet": _found(request["DataSetId"]), "Status": 200}


def create_ingestion(context, request):
    data_set_id, ingestion_id = request["DataSetId"], request["IngestionId"]
    _found(data_set_id)
    made = {
        "Arn": _arn(context, "dataset", data_set_id, "ingestion", ingestion_id),
        "IngestionId": ingestion_id,
        "IngestionStatus": "COMPLETED",
        "CreatedTime": datetime.now(UTC),
    }
    _ingestions.setdefault(data_set_id, {})[ingestion_id] = made
    return {"Arn": made["Arn"], "IngestionId": ingestion_id, "IngestionStatus": "INITIALIZED", "Status": 201}


def describe_ingestion(context, request):
    _found(request["DataSetId"])
    made = _ingestions.get(request["DataSetId"], {}).get(request["IngestionId"])
    if made is None:
        raise CommonServiceException("ResourceNotFoundException", f"no ingestion {request['IngestionId']}", status_code=404)
    return {"Ingestion": made, "Status": 200}


def list_ingestions(context, request):
    _found(request["DataSetId"])
    return {"Ingestions": list(_ingestions.get(request["DataSetId"], {}).values()), "Status": 200}


def describe_account_subscription(context, request):
    """The rehearsal's account has a subscription: its environment imports it."""
    return {"AccountInfo": {"AccountName": "rehearsal", "AccountSubscriptionStatus": "ACCOUNT_CREATED"}, "Status": 200}


def tag_resource(_context, request):
    _tags.setdefault(request["ResourceArn"], {}).update({tag["Key"]: tag["Value"] for tag in request["Tags"]})
    return {"Status": 200}


def list_tags_for_resource(_context, request):
    tags = _tags.get(request["ResourceArn"], {})
    return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()], "Status": 200}


OPERATIONS = {
    "DescribeAccountSubscription": describe_account_subscription,
    "CreateDataSet": create_data_set,
    "ListDataSets": list_data_sets,
    "DescribeDataSet": describe_data_set,
    "CreateIngestion": create_ingestion,
    "DescribeIngestion": describe_ingestion,
    "ListIngestions": list_ingestions,
    "TagResource": tag_resource,
    "ListTagsForResource": list_tags_for_resource,
}
