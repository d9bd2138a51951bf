# SPDX-License-Identifier: Apache-2.0
"""What an editor or reviewer is told when an article doesn't go out."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ArticleIsNotReviewed(Refusal):
    """Nobody but its authors has seen the text."""

    code = "article_is_not_reviewed"
    vi = (
        "Bài “{title}” chưa được người khác duyệt nên chưa đăng được. Hãy bấm “Gửi duyệt”, hoặc cấp liên kết duyệt "
        "cho người không có tài khoản."
    )
    en = (
        "“{title}” can't be published: nobody but its authors has reviewed this text. Submit it for review, or issue "
        "a review link to somebody without an account."
    )


class AuthorMayNotReview(Refusal):
    """Whoever wrote or changed a text doesn't approve it."""

    code = "author_may_not_review"
    status = 403
    vi = "Bạn đã viết hoặc sửa bài này nên không thể tự duyệt. Hãy nhờ người khác duyệt."
    en = "You wrote or changed this article, so you can't review it. Ask somebody else."


class TextChangedSinceReview(Refusal):
    """The text is not the one that was under review."""

    code = "text_changed_since_review"
    vi = "Bài đã được sửa sau khi gửi duyệt. Hãy gửi duyệt lại bản mới nhất rồi duyệt bản đó."
    en = "The article was changed after it was submitted. Submit the newest text again and review that."


class ReasonIsMissing(Refusal):
    """Readers saw an earlier version: they are told why it changes."""

    code = "reason_is_missing"
    status = 422
    vi = "Bài “{title}” đã đăng trước đây. Hãy ghi “Lý do sửa” để bạn đọc biết vì sao bài thay đổi, rồi gửi duyệt lại."
    en = "“{title}” was published before. Say in “Reason for the change” why it changes, and submit it again."


class TwinIsEmbargoed(Refusal):
    """The same article in another language may not be out yet."""

    code = "twin_is_embargoed"
    vi = (
        "Bản ngôn ngữ kia của bài “{title}” còn hoãn đăng đến {until}. "
        "Hãy đặt giờ đăng của bản này không sớm hơn giờ đó."
    )
    en = "“{title}” is under embargo in another language until {until}. Schedule this one for that time or later."


class PublishedAroundReview(Refusal):
    """Something tried to put an article before its readers without any revision to review."""

    code = "published_around_review"
    vi = "Bài “{title}” chỉ được đăng qua bước duyệt. Hãy lưu bản nháp rồi gửi duyệt."
    en = "“{title}” is published by way of review only. Save it as a draft and submit that."


class ArticleHasEdits(Refusal):
    """The record's own report was changed by a person, whom nobody has reviewed."""

    code = "article_has_edits"
    vi = (
        "Bài “{title}” đã được biên tập viên sửa nên phải được duyệt trước khi đăng. "
        "Hãy gửi duyệt trong trang quản trị."
    )
    en = "“{title}” was changed by an editor and has to be reviewed before it is published. Submit it in the admin."


class ReviewLinkIsForged(Refusal):
    """The signature doesn't fit, or no such link was issued."""

    code = "review_link_is_forged"
    status = 404
    vi = "Liên kết duyệt bài này không hợp lệ. Hãy mở đúng liên kết đã nhận, hoặc nhờ biên tập viên cấp lại."
    en = "This review link isn't valid. Open exactly the link you were sent, or ask the editor for a new one."


class ReviewLinkHasEnded(Refusal):
    """Too late, or taken back."""

    code = "review_link_has_ended"
    status = 410
    vi = "Liên kết duyệt bài này đã hết hạn hoặc đã bị thu hồi. Hãy nhờ biên tập viên cấp liên kết mới."
    en = "This review link has expired or was revoked. Ask the editor for a new one."


class ReviewIsDecided(Refusal):
    """One link, one decision."""

    code = "review_is_decided"
    vi = "Bản này đã được duyệt hoặc trả lại rồi; mỗi liên kết chỉ dùng cho một quyết định."
    en = "This text is decided already: a link is good for one decision."


class CommentIsMissing(Refusal):
    """Whoever sends a text back says why."""

    code = "comment_is_missing"
    status = 422
    vi = "Khi trả lại bài, hãy ghi rõ cần sửa gì."
    en = "Say what has to change when you send the article back."


class CorrectionIsPublished(Refusal):
    """What readers were told once isn't told again."""

    code = "correction_is_published"
    vi = "Đính chính này đã được đăng rồi."
    en = "This correction is published already."


class CorrectionLacksLanguage(Refusal):
    """A correction goes out in every language at once."""

    code = "correction_lacks_language"
    status = 422
    vi = "Đính chính chưa có nội dung bằng: {languages}. Hãy soạn đủ các ngôn ngữ rồi đăng cùng lúc."
    en = "The correction has no text yet in: {languages}. Write it in every language; they go out together."


class NothingToCorrect(Refusal):
    """Nobody reads the article now."""

    code = "nothing_to_correct"
    vi = "Bài này hiện không đăng ở ngôn ngữ nào nên không có gì để đính chính."
    en = "This article isn't published in any language now, so there is nothing to correct."


class PageIsTakenDown(Refusal):
    """What was taken down comes back by a text of its own, with a reason, that somebody reviewed."""

    code = "page_is_taken_down"
    vi = (
        "“{title}” đã bị gỡ. Muốn đăng lại, hãy mở bài trong trang quản trị, ghi “Lý do sửa”, lưu bản mới rồi gửi "
        "duyệt; bản đã duyệt trước khi gỡ không dùng lại được."
    )
    en = (
        "“{title}” was taken down. To put it back open it in the admin, say in “Reason for the change” why, save and "
        "submit it: a text that was approved before doesn't count."
    )


class TakenOffWithoutNotice(Refusal):
    """Readers who come to the address are owed a word."""

    code = "taken_off_without_notice"
    vi = "“{title}” đang được đăng. Hãy dùng mục “Gỡ bài” và ghi lý do để bạn đọc biết vì sao bài không còn nữa."
    en = "“{title}” is published. Use “Take-downs” and give a reason, so that readers learn why it is gone."


class PublishedIsNotDeleted(Refusal):
    """What readers have seen stays on record."""

    code = "published_is_not_deleted"
    vi = "“{title}” đã từng được đăng nên không xóa được. Hãy dùng mục “Gỡ bài”: bạn đọc thấy lý do, lịch sử còn lại."
    en = "“{title}” was published, so it isn't deleted. Use “Take-downs”: readers are told why, and its history stays."


class NothingToTakeDown(Refusal):
    """Nobody reads it now."""

    code = "nothing_to_take_down"
    vi = "Bài này hiện không đăng ở ngôn ngữ nào nên không có gì để gỡ."
    en = "This isn't published in any language now, so there is nothing to take down."


class TakeDownLacksLanguage(Refusal):
    """Readers of each language in which it is out are told by whose decision and why."""

    code = "take_down_lacks_language"
    status = 422
    vi = "Chưa ghi nơi quyết định hoặc lý do gỡ bài bằng: {languages}. Bài được gỡ ở mọi ngôn ngữ cùng lúc."
    en = "By whose decision or why isn't said yet in: {languages}. It is taken down in every language at once."
