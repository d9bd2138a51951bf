# SPDX-License-Identifier: Apache-2.0
"""What directors and operators are told when the floor can't be moved."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ConferenceIsNotOpen(Refusal):
    """Hands and the air wait for the opening."""

    code = "conference_is_not_open"
    vi = "Hội nghị chưa khai mạc. Chỉ có thể giơ tay hoặc phát sau khi điểm cầu trung tâm khai mạc hội nghị."
    en = "The conference isn't open yet. Hands can be raised and venues aired once the hub has opened it."


class VenueIsNotConnected(Refusal):
    """No picture can come from a venue whose line is down."""

    code = "venue_is_not_connected"
    vi = "Điểm cầu {venue} chưa kết nối nên chưa có hình và tiếng. Hãy chờ điểm cầu kết nối lại hoặc gọi điện kiểm tra."
    en = "Venue {venue} is not connected: there is no picture or sound. Wait until it is back, or ring it up."


class VenueIsAlreadyConnected(Refusal):
    """The journal has the venue's line as up."""

    code = "venue_is_already_connected"
    vi = "Điểm cầu {venue} đã được ghi nhận là đang kết nối."
    en = "Venue {venue} is on record as connected already."


class HandIsAlreadyRaised(Refusal):
    """The venue waits in the queue."""

    code = "hand_is_already_raised"
    vi = "Điểm cầu {venue} đã giơ tay và đang chờ ở vị trí thứ {place}. Không cần giơ tay lần nữa."
    en = "Venue {venue} has raised its hand already and is number {place} in the queue. Once is enough."


class HandIsNotRaised(Refusal):
    """There is no hand to lower."""

    code = "hand_is_not_raised"
    vi = "Điểm cầu {venue} không giơ tay nên không có gì để hạ xuống."
    en = "Venue {venue} has no hand raised, so there is none to lower."


class VenueHasTheFloorAlready(Refusal):
    """A venue on stand-by or on air can't ask to be."""

    code = "venue_has_the_floor_already"
    vi = "Điểm cầu {venue} đang chờ phát hoặc đang phát rồi."
    en = "Venue {venue} is on stand-by or on air already."


class VenueHasNoFloor(Refusal):
    """Only a venue that was called or aired can be released."""

    code = "venue_has_no_floor"
    vi = "Điểm cầu {venue} không ở trạng thái chờ phát hay đang phát nên không có gì để kết thúc."
    en = "Venue {venue} is neither on stand-by nor on air by the director's call, so there is nothing to end."


class HelpIsAlreadyCalled(Refusal):
    """The hub knows that the venue needs help."""

    code = "help_is_already_called"
    vi = "Điểm cầu {venue} đã gọi hỗ trợ. Bàn đạo diễn đã nhận được, xin chờ trong giây lát."
    en = "Venue {venue} has called for help already. The director's desk has it; please wait a moment."


class HelpIsNotCalled(Refusal):
    """No call for help is waiting for an answer."""

    code = "help_is_not_called"
    vi = "Điểm cầu {venue} không có lời gọi hỗ trợ nào đang chờ."
    en = "Venue {venue} has no call for help waiting."


class SceneIsOnAlready(Refusal):
    """The screens compose this scene now."""

    code = "scene_is_on_already"
    vi = "Màn hình các điểm cầu đang ở đúng cảnh này rồi."
    en = "The screens are showing this scene already."


class AirIsFull(Refusal):
    """Two voices can be followed, three can't."""

    code = "air_is_full"
    vi = "Đang có {most} điểm cầu phát cùng lúc. Hãy kết thúc một điểm cầu rồi mới đưa thêm điểm cầu khác lên."
    en = "{most} venues are on air together. Release one of them before another joins."


class NobodyIsOnAir(Refusal):
    """A second venue needs a first."""

    code = "nobody_is_on_air"
    vi = "Chưa có điểm cầu nào đang phát để ghép đôi. Hãy đưa một điểm cầu lên phát trước."
    en = "There is nobody on air to be joined. Put a venue on air first."


class NothingToUndo(Refusal):
    """The last cut was taken back already, or a line that fell made it void."""

    code = "nothing_to_undo"
    vi = "Không có lần chuyển hình nào để hoàn tác."
    en = "There is no cut to undo."


class DuoNeedsTwoVenues(Refusal):
    """Side by side takes two."""

    code = "duo_needs_two_venues"
    vi = "Cảnh song song cần hai điểm cầu đang phát. Hãy ghép thêm một điểm cầu."
    en = "Side by side needs two venues on air. Let a second one join."


class NoSlideIsChosen(Refusal):
    """A scene with slides needs one."""

    code = "no_slide_is_chosen"
    vi = "Chưa chọn trang trình chiếu nào. Hãy chọn một tài liệu và một trang trước."
    en = "No slide has been chosen yet. Choose a deck and a page first."


class UnknownDeck(Refusal):
    """The plan has no deck with this id, or no longer."""

    code, status = "unknown_deck", 404
    vi = "Hội nghị không có bộ trang chiếu này, hoặc ban tổ chức đã xóa. Hãy tải lại trang rồi chọn bộ khác."
    en = "The conference has no such deck, or it was deleted. Reload the page and choose another one."


class PageIsNotInDeck(Refusal):
    """A deck has so many pages and no more."""

    code, status = "page_is_not_in_deck", 404
    vi = "Bộ trang chiếu này có {pages} trang, không có trang {page}."
    en = "This deck has {pages} pages; there is no page {page}."


class OnlyOnAirTurnsSlides(Refusal):
    """A venue may turn the slides while it has the floor."""

    code = "only_on_air_turns_slides"
    vi = "Điểm cầu {venue} chỉ lật được trang khi đang phát. Hãy giơ tay hoặc nhờ bàn đạo diễn lật trang."
    en = "Venue {venue} can turn slides only while it is on air. Raise the hand, or ask the director to turn them."


class SlideIsOnAlready(Refusal):
    """The page of the moment is this one."""

    code = "slide_is_on_already"
    vi = "Trang {page} đang được chiếu rồi."
    en = "Page {page} is the slide of the moment already."


class ClipIsNotRunning(Refusal):
    """There is no film to stop or to show."""

    code = "clip_is_not_running"
    vi = "Không có đoạn phim nào đang chiếu."
    en = "No film is running."


class NoticeIsUnknown(Refusal):
    """The notice isn't among the last ones, or was for others."""

    code, status = "notice_is_unknown", 404
    vi = "Không có thông báo số {notice} gửi cho điểm cầu này."
    en = "There is no notice {notice} for this venue."


class NoticeIsAcknowledgedAlready(Refusal):
    """The hub knows that it was read."""

    code = "notice_is_acknowledged_already"
    vi = "Điểm cầu {venue} đã xác nhận thông báo này rồi."
    en = "Venue {venue} has confirmed this notice already."


class TextIsMissing(Refusal):
    """A notice or an incident without words, or with too many."""

    code = "text_is_missing"
    status = 422
    vi = "Hãy nhập nội dung (từ 1 đến {most} ký tự)."
    en = "Enter a text of 1 to {most} characters."
