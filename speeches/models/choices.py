"""The closed lists of the archive: roles, statuses, kinds. Open lists (meeting types, themes) are tables."""

from django.db.models import TextChoices


class Role(TextChoices):
    """What a Grant gives (docs/架构.md, “谁能看什么”). Roles add up."""

    SUBMITTER = "submitter", "报送员"
    CLERK = "clerk", "经办"
    REVIEWER = "reviewer", "审核"
    READER = "reader", "读者"
    OBSERVER = "observer", "列席旁听"
    ARCHIVIST = "archivist", "档案员"
    ADMINISTRATOR = "administrator", "管理员"
    AUDITOR = "auditor", "审计员"


class ReviewStatus(TextChoices):
    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "待审"
    RETURNED = "returned", "退回待改"
    APPROVED = "approved", "已审定"
    PUBLISHED = "published", "已发布"
    ARCHIVED = "archived", "已归档"
    WITHDRAWN = "withdrawn", "已撤回"
    DELETED = "deleted", "已删除"


class PointsStatus(TextChoices):
    UNCHECKED = "unchecked", "分点待核"
    CHECKED = "checked", "分点已核"


class SpeechKind(TextChoices):
    KEYNOTE = "keynote", "重点发言"
    EXCHANGE = "exchange", "交流发言"
    WRITTEN = "written", "书面发言"
    HOST = "host", "主持讲话"
    COMMENT = "comment", "点评讲话"
    LEAD = "lead", "领学"


class VersionKind(TextChoices):
    SENT = "sent", "报送稿"
    APPROVED = "approved", "审定稿"
    SPOKEN = "spoken", "实际发言稿"


class Reach(TextChoices):
    """知悉范围 of a meeting."""

    OPEN = "open", "公开"
    RESTRICTED = "restricted", "限定"


class MeetingStatus(TextChoices):
    PLANNED = "planned", "筹备"
    HELD = "held", "已召开"
    ARCHIVED = "archived", "已归档"


class Origin(TextChoices):
    MACHINE = "auto", "机器"
    PERSON = "manual", "人工"


class Verdict(TextChoices):
    """A person's word on one theme of one point. WITHDRAWN takes an earlier word back."""

    CONFIRMED = "confirmed", "确认"
    REJECTED = "rejected", "否决"
    ADDED = "added", "添加"
    WITHDRAWN = "withdrawn", "撤回"


class ItemState(TextChoices):
    """Where one incoming file stands; what the ingest command calls its status."""

    QUEUED = "queued", "排队中"
    INGESTED = "ingested", "已提取"
    DUPLICATE = "duplicate", "重复"
    REFUSED = "refused", "未收"
    IGNORED = "ignored", "略过"


class PartKind(TextChoices):
    TITLE = "title", "标题"
    BYLINE = "byline", "署名"
    SALUTATION = "salutation", "称谓"
    PREAMBLE = "preamble", "引言"
    TRANSITION = "transition", "过渡"
    POINTS = "points", "观点"
    CLOSING = "closing", "结尾"
    SIGNATURE = "signature", "落款"


class ReuseDecision(TextChoices):
    OPEN = "open", "待核"
    SOUND = "sound", "合理借鉴"
    CHANGE = "change", "要求修改"
