"""CloudFormation's resource types that LocalStack's core has not, each made, changed and removed by calls of its service.

A type that is not here and not in core is only pretended: CloudFormation says COMPLETE and nothing exists (../../pretended.ts).
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Properties = dict[str, Any]
Call = tuple[str | Callable[[Any, Properties], Any], Properties]


@dataclass(frozen=True)
class ResourceType:
    """How CloudFormation's properties become calls of one service: pairs of a method of its client, or what takes one, and the parameters."""

    service: str
    create: Callable[[Properties], list[Call]]
    update: Callable[[Properties, Properties], list[Call]] | None
    """Of what is wanted and what is there. None: every change makes a new one."""
    delete: Callable[[Properties], list[Call]]
    physical_id: Callable[[Properties, Properties], str]
    """What `Ref` gives, of the properties and the answer of the first call."""
    name: str | None = None
    """The property that CloudFormation fills in with a name of its own where the template gives none."""
    create_only: tuple[str, ...] = ()
    """Properties whose change makes a new resource, as the type's schema in CloudFormation's registry says."""
    attributes: Callable[[Properties, Properties], Properties] = lambda properties, answer: {}
    """What `Fn::GetAtt` gives."""


def only(properties: Properties, *names: str) -> Properties:
    return {name: properties[name] for name in names if name in properties}


def without(properties: Properties, *names: str) -> Properties:
    return {name: value for name, value in properties.items() if name not in names}


def tags_as_map(properties: Properties) -> Properties:
    """Glue's own types take tags as a map and so does its API; CDK may give a list."""
    tags = properties.get("Tags")
    if not isinstance(tags, list):
        return properties
    return {**properties, "Tags": {tag["Key"]: tag["Value"] for tag in tags}}


def crawler(properties: Properties) -> Properties:
    """The API takes a schedule as a text: https://docs.aws.amazon.com/glue/latest/webapi/API_CreateCrawler.html"""
    schedule = properties.get("Schedule", {}).get("ScheduleExpression")
    return {**without(properties, "Schedule"), **({"Schedule": schedule} if schedule else {})}


def trail_calls(first: str) -> Callable[[Properties], list[Call]]:
    def calls(properties: Properties) -> list[Call]:
        name = properties["TrailName"]
        made = without(properties, "TrailName", "IsLogging", "EventSelectors", "AdvancedEventSelectors", "InsightSelectors")
        if "Tags" in made:
            made["TagsList"] = made.pop("Tags")
        if first == "update_trail":
            made.pop("TagsList", None)
        selectors = only(properties, "EventSelectors", "AdvancedEventSelectors")
        logging = "start_logging" if properties.get("IsLogging", True) else "stop_logging"
        return [
            (first, {"Name": name, **made}),
            *([("put_event_selectors", {"TrailName": name, **selectors})] if selectors else []),
            (logging, {"Name": name}),
        ]

    return calls


def workgroup(properties: Properties) -> Properties:
    configuration = properties.get("WorkGroupConfiguration")
    return only(properties, "Name", "Description", "Tags") | ({"Configuration": configuration} if configuration else {})


def add_lake_admins(client: Any, properties: Properties) -> None:
    """MutationType APPEND: admins who are there stay.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lakeformation-datalakesettings.html
    """
    settings = client.get_data_lake_settings()["DataLakeSettings"]
    there = settings.get("DataLakeAdmins", []) if properties.get("MutationType") == "APPEND" else []
    admins = [*there, *(admin for admin in properties.get("Admins", []) if admin not in there)]
    wanted = only(properties, "CreateDatabaseDefaultPermissions", "CreateTableDefaultPermissions", "Parameters")
    seers = {"ReadOnlyAdmins": properties["ReadOnlyAdmins"]} if "ReadOnlyAdmins" in properties else {}
    client.put_data_lake_settings(DataLakeSettings={**settings, **wanted, **seers, "DataLakeAdmins": admins})


def remove_lake_admins(client: Any, properties: Properties) -> None:
    settings = client.get_data_lake_settings()["DataLakeSettings"]
    kept = [admin for admin in settings.get("DataLakeAdmins", []) if admin not in properties.get("Admins", [])]
    client.put_data_lake_settings(DataLakeSettings={**settings, "DataLakeAdmins": kept})


def grant(properties: Properties) -> Properties:
    return only(properties, "Principal", "Resource", "Permissions", "PermissionsWithGrantOption")


def budget(properties: Properties) -> Properties:
    return {
        "AccountId": "123456789012",
        "Budget": properties["Budget"],
        "NotificationsWithSubscribers": properties.get("NotificationsWithSubscribers", []),
    }


def budget_name(properties: Properties) -> Properties:
    return {"AccountId": "123456789012", "BudgetName": properties["Budget"]["BudgetName"]}


def oidc_provider(properties: Properties) -> Properties:
    return {
        **only(properties, "Url", "Tags"),
        "ClientIDList": properties.get("ClientIdList", []),
        "ThumbprintList": properties.get("ThumbprintList") or ["0" * 40],
    }


TYPES: dict[str, ResourceType] = {
    "AWS::Glue::Database": ResourceType(
        service="glue",
        create=lambda p: [("create_database", only(p, "DatabaseInput"))],
        update=lambda p, _: [("update_database", {"Name": p["DatabaseInput"]["Name"], **only(p, "DatabaseInput")})],
        delete=lambda p: [("delete_database", {"Name": p["DatabaseInput"]["Name"]})],
        physical_id=lambda p, _: p["DatabaseInput"]["Name"],
        create_only=("CatalogId", "DatabaseInput/Name"),
    ),
    "AWS::Glue::Table": ResourceType(
        service="glue",
        create=lambda p: [("create_table", only(p, "DatabaseName", "TableInput"))],
        update=lambda p, _: [("update_table", only(p, "DatabaseName", "TableInput"))],
        delete=lambda p: [("delete_table", {"DatabaseName": p["DatabaseName"], "Name": p["TableInput"]["Name"]})],
        physical_id=lambda p, _: p["TableInput"]["Name"],
        create_only=("CatalogId", "DatabaseName", "TableInput/Name"),
    ),
    "AWS::Glue::Job": ResourceType(
        service="glue",
        create=lambda p: [("create_job", tags_as_map(p))],
        # moto has no UpdateJob.
        update=lambda p, _: [("delete_job", {"JobName": p["Name"]}), ("create_job", tags_as_map(p))],
        delete=lambda p: [("delete_job", {"JobName": p["Name"]})],
        physical_id=lambda p, _: p["Name"],
        name="Name",
        create_only=("Name",),
    ),
    "AWS::Glue::Crawler": ResourceType(
        service="glue",
        create=lambda p: [("create_crawler", tags_as_map(crawler(p)))],
        # moto has no UpdateCrawler.
        update=lambda p, _: [("delete_crawler", {"Name": p["Name"]}), ("create_crawler", tags_as_map(crawler(p)))],
        delete=lambda p: [("delete_crawler", {"Name": p["Name"]})],
        physical_id=lambda p, _: p["Name"],
        name="Name",
        create_only=("Name",),
    ),
    "AWS::Glue::SecurityConfiguration": ResourceType(
        service="glue",
        create=lambda p: [("create_security_configuration", only(p, "Name", "EncryptionConfiguration"))],
        update=None,
        delete=lambda p: [("delete_security_configuration", {"Name": p["Name"]})],
        physical_id=lambda p, _: p["Name"],
        create_only=("Name", "EncryptionConfiguration"),
    ),
    "AWS::Athena::WorkGroup": ResourceType(
        service="athena",
        create=lambda p: [("create_work_group", workgroup(p))],
        # moto has no UpdateWorkGroup.
        update=lambda p, _: [
            ("delete_work_group", {"WorkGroup": p["Name"], "RecursiveDeleteOption": True}),
            ("create_work_group", workgroup(p)),
        ],
        delete=lambda p: [("delete_work_group", {"WorkGroup": p["Name"], "RecursiveDeleteOption": True})],
        physical_id=lambda p, _: p["Name"],
        create_only=("Name",),
    ),
    "AWS::Athena::NamedQuery": ResourceType(
        service="athena",
        create=lambda p: [("create_named_query", p)],
        update=None,
        delete=lambda p: [],  # moto has no DeleteNamedQuery
        physical_id=lambda _, answer: answer["NamedQueryId"],
        create_only=("Database", "Description", "Name", "QueryString", "WorkGroup"),
        attributes=lambda _, answer: {"NamedQueryId": answer["NamedQueryId"]},
    ),
    "AWS::LakeFormation::Resource": ResourceType(
        service="lakeformation",
        create=lambda p: [("register_resource", only(p, "ResourceArn", "RoleArn", "UseServiceLinkedRole", "HybridAccessEnabled"))],
        update=lambda p, old: [
            ("deregister_resource", {"ResourceArn": old["ResourceArn"]}),
            ("register_resource", only(p, "ResourceArn", "RoleArn", "UseServiceLinkedRole", "HybridAccessEnabled")),
        ],
        delete=lambda p: [("deregister_resource", {"ResourceArn": p["ResourceArn"]})],
        physical_id=lambda p, _: p["ResourceArn"],
        create_only=("ResourceArn",),
    ),
    "AWS::LakeFormation::DataLakeSettings": ResourceType(
        service="lakeformation",
        create=lambda p: [(add_lake_admins, p)],
        update=lambda p, old: [(remove_lake_admins, old), (add_lake_admins, p)],
        delete=lambda p: [(remove_lake_admins, p)],
        physical_id=lambda p, _: "settings",
    ),
    "AWS::LakeFormation::PrincipalPermissions": ResourceType(
        service="lakeformation",
        create=lambda p: [("grant_permissions", grant(p))],
        update=None,
        delete=lambda p: [("revoke_permissions", grant(p))],
        physical_id=lambda p, _: json.dumps([p["Principal"], p["Resource"]], sort_keys=True),
        create_only=("Catalog", "Principal", "Resource", "Permissions", "PermissionsWithGrantOption"),
    ),
    "AWS::CloudTrail::Trail": ResourceType(
        service="cloudtrail",
        create=trail_calls("create_trail"),
        update=lambda p, _: trail_calls("update_trail")(p),
        delete=lambda p: [("delete_trail", {"Name": p["TrailName"]})],
        physical_id=lambda p, _: p["TrailName"],
        name="TrailName",
        create_only=("TrailName",),
        attributes=lambda _, answer: {"Arn": answer["TrailARN"]},
    ),
    "AWS::CloudWatch::Dashboard": ResourceType(
        service="cloudwatch",
        create=lambda p: [("put_dashboard", only(p, "DashboardName", "DashboardBody"))],
        update=lambda p, _: [("put_dashboard", only(p, "DashboardName", "DashboardBody"))],
        delete=lambda p: [("delete_dashboards", {"DashboardNames": [p["DashboardName"]]})],
        physical_id=lambda p, _: p["DashboardName"],
        name="DashboardName",
        create_only=("DashboardName",),
    ),
    "AWS::Logs::MetricFilter": ResourceType(
        service="logs",
        create=lambda p: [("put_metric_filter", metric_filter(p))],
        update=lambda p, _: [("put_metric_filter", metric_filter(p))],
        delete=lambda p: [("delete_metric_filter", {"logGroupName": p["LogGroupName"], "filterName": p["FilterName"]})],
        physical_id=lambda p, _: p["FilterName"],
        name="FilterName",
        create_only=("FilterName", "LogGroupName"),
    ),
    "AWS::Budgets::Budget": ResourceType(
        service="budgets",
        create=lambda p: [("create_budget", budget(p))],
        update=lambda p, old: [("delete_budget", budget_name(old)), ("create_budget", budget(p))],
        delete=lambda p: [("delete_budget", budget_name(p))],
        physical_id=lambda p, _: p["Budget"]["BudgetName"],
    ),
    "AWS::IAM::OIDCProvider": ResourceType(
        service="iam",
        create=lambda p: [("create_open_id_connect_provider", oidc_provider(p))],
        update=None,
        delete=lambda p: [("delete_open_id_connect_provider", {"OpenIDConnectProviderArn": p["Arn"]})],
        physical_id=lambda _, answer: answer["OpenIDConnectProviderArn"],
        create_only=("Url",),
        attributes=lambda _, answer: {"Arn": answer["OpenIDConnectProviderArn"]},
    ),
}


def metric_filter(properties: Properties) -> Properties:
    """The API's names begin with small letters: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html"""
    transformations = [
        {name[0].lower() + name[1:]: value for name, value in each.items() if name != "Dimensions"}
        | ({"dimensions": {d["Key"]: d["Value"] for d in each["Dimensions"]}} if "Dimensions" in each else {})
        for each in properties["MetricTransformations"]
    ]
    return {
        "filterName": properties["FilterName"],
        "filterPattern": properties["FilterPattern"],
        "logGroupName": properties["LogGroupName"],
        "metricTransformations": transformations,
    }
