"""The end of a crawl: moto's crawls nothing, makes no table, and goes on until somebody lists its crawls.

Here one is seen under way twice, so that it can be joined, and has ended when it is looked at again. Until then `LastCrawl` is that of the crawl before, as in Glue:
https://docs.aws.amazon.com/glue/latest/webapi/API_LastCrawlInfo.html
"""

from localstack.services.moto import call_moto
from moto.glue.models import glue_backends

ENDED = {"COMPLETED": "SUCCEEDED", "STOPPED": "CANCELLED", "FAILED": "FAILED"}


def get_crawler(context, request):
    answer = call_moto(context)
    crawls = glue_backends[context.account_id][context.region].get_crawler(request["Name"]).crawls
    ended = [crawl for crawl in crawls if crawl.status in ENDED]
    answer["Crawler"].pop("LastCrawl", None)
    if ended:
        last = ended[-1]
        answer["Crawler"]["LastCrawl"] = {
            "Status": ENDED[last.status],
            "LogGroup": last.log_group,
            "LogStream": last.log_stream,
            "MessagePrefix": last.message_prefix,
            "StartTime": last.start_time,
        }
    if crawls and crawls[-1].status not in ENDED:
        crawls[-1].looks = getattr(crawls[-1], "looks", 0) + 1
        if crawls[-1].looks == 2:
            crawls[-1].status = "COMPLETED"
    return answer


OPERATIONS = {"GetCrawler": get_crawler}
