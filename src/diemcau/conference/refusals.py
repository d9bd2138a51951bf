# SPDX-License-Identifier: Apache-2.0
"""What a person is told when the plan, a link or the course of the day doesn't allow something."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class UnknownConference(Refusal):
    """No conference has this short name or id."""

    code = "unknown_conference"
    status = 404
    vi = "Không có hội nghị “{conference}”. Hãy kiểm tra lại địa chỉ hoặc mở lại đường dẫn đã được cấp."
    en = "There is no conference “{conference}”. Check the address, or open the link that you were given again."


class UnknownVenue(Refusal):
    """The conference has no venue with this code."""

    code = "unknown_venue"
    status = 404
    vi = "Hội nghị này không có điểm cầu mang mã “{venue}”. Hãy kiểm tra lại mã điểm cầu."
    en = "This conference has no venue with the code “{venue}”. Check the venue's code."


class UnknownItem(Refusal):
    """The programme has no item with this number."""

    code = "unknown_item"
    status = 404
    vi = "Chương trình không có mục số {item}. Hãy chọn một mục có trong chương trình."
    en = "The programme has no item {item}. Choose one of the programme's items."


class PlanIsNotRecorded(Refusal):
    """The conference can't open before its plan is in the journal."""

    code = "plan_is_not_recorded"
    vi = "Kế hoạch của hội nghị chưa được ghi nhận. Hãy nạp hoặc lưu danh sách điểm cầu và chương trình trước."
    en = "The conference's plan isn't recorded yet. Load or save its venues and programme first."


class AlreadyOpen(Refusal):
    """The conference was opened before."""

    code = "already_open"
    vi = "Hội nghị đã khai mạc rồi, không cần khai mạc lại."
    en = "The conference is open already; there is nothing to do."


class NotOpen(Refusal):
    """The conference hasn't been opened."""

    code = "not_open"
    vi = "Hội nghị chưa khai mạc. Hãy bấm “Khai mạc” trước."
    en = "The conference isn't open yet. Open it first."


class AlreadyClosed(Refusal):
    """The conference is over and its record is frozen."""

    code = "already_closed"
    vi = "Hội nghị đã bế mạc, số liệu đã chốt nên không thay đổi được nữa."
    en = "The conference is closed and its record is frozen; nothing can be changed any more."


class ItemIsRunning(Refusal):
    """The programme is at this item already."""

    code = "item_is_running"
    vi = "Mục số {item} đang diễn ra rồi. Hãy chọn mục khác."
    en = "Item {item} is running already. Choose another one."


class LinkIsForged(Refusal):
    """The signature doesn't fit, or the link was never issued here."""

    code = "link_is_forged"
    status = 401
    vi = "Đường dẫn này không hợp lệ hoặc đã bị sửa. Hãy mở lại đúng đường dẫn đã nhận, hoặc xin cấp lại."
    en = "This link isn't valid, or was altered. Open exactly the link you were sent, or ask the hub for a new one."


class LinkHasExpired(Refusal):
    """The link's or the session's time is over."""

    code = "link_has_expired"
    status = 401
    vi = "Đường dẫn hoặc phiên làm việc đã hết hạn. Hãy mở lại đường dẫn; nếu vẫn không được, hãy xin cấp lại."
    en = "The link or session has expired. Open the link again; if that fails, ask the hub for a new one."


class LinkIsRevoked(Refusal):
    """The organiser took the link back."""

    code = "link_is_revoked"
    status = 401
    vi = "Đường dẫn này đã bị thu hồi. Hãy xin điểm cầu trung tâm cấp đường dẫn mới."
    en = "This link was revoked. Ask the hub for a new one."


class LinkOfAnotherConference(Refusal):
    """The link is good, but for another conference."""

    code = "link_of_another_conference"
    status = 403
    vi = "Đường dẫn này thuộc hội nghị “{own}”, không dùng được cho “{asked}”. Hãy mở đường dẫn của hội nghị này."
    en = "This link belongs to the conference “{own}” and can't be used for “{asked}”. Open this conference's own link."


class PlanFileIsUnreadable(Refusal):
    """A file of the plan can't be read as what it should be."""

    code = "plan_file_is_unreadable"
    status = 422
    vi = "Không đọc được tệp {file} ({why}). Hãy kiểm tra tệp, lưu dưới dạng UTF-8 rồi nạp lại. Chưa có gì bị thay đổi."
    en = "The file {file} can't be read ({why}). Check it, save it as UTF-8 and load again. Nothing was changed."


class PlanFileIsMissing(Refusal):
    """A file of the plan isn't in the folder."""

    code = "plan_file_is_missing"
    status = 422
    vi = "Thư mục {folder} không có tệp {file}. Hãy bổ sung tệp này rồi nạp lại. Chưa có gì bị thay đổi."
    en = "The folder {folder} has no file {file}. Add it and load again. Nothing was changed."


class PlanKeyIsWrong(Refusal):
    """A key of `conference.toml` is missing, unknown, or holds what it can't."""

    code = "plan_key_is_wrong"
    status = 422
    vi = "Tệp {file}: mục “{key}” thiếu, thừa hoặc có giá trị không hợp lệ (“{value}”). Hãy sửa rồi nạp lại."
    en = (
        "{file}: the key “{key}” is missing, unknown, or has a value it can't have (“{value}”). Mend it and load again."
    )


class SpeakerIsUnknown(Refusal):
    """An item's speaker is no guest of honour, and no post is given."""

    code = "speaker_is_unknown"
    status = 422
    vi = (
        "Tệp {file}: người trình bày “{speaker}” của mục số {item} không có trong danh sách khách mời "
        "và chưa ghi chức vụ. Hãy ghi thêm “post”."
    )
    en = "{file}: “{speaker}”, who speaks at item {item}, is no guest of honour and has no post. Add a “post”."


class VenueColumnIsMissing(Refusal):
    """`venues.csv` lacks a column."""

    code = "venue_column_is_missing"
    status = 422
    vi = "Tệp {file} thiếu cột {columns}. Hãy thêm cột này vào dòng đầu tiên rồi nạp lại."
    en = "{file} lacks the column {columns}. Add it to the first line and load again."


class VenueRowIsWrong(Refusal):
    """A cell of `venues.csv` holds what it can't."""

    code = "venue_row_is_wrong"
    status = 422
    vi = "Tệp {file}, dòng {row}, cột “{column}”: giá trị “{value}” không hợp lệ. Hãy sửa rồi nạp lại."
    en = "{file}, line {row}, column “{column}”: “{value}” can't stand here. Mend it and load again."


class VenueIsRepeated(Refusal):
    """Two rows of `venues.csv` have the same code."""

    code = "venue_is_repeated"
    status = 422
    vi = "Tệp {file}, dòng {row}: mã điểm cầu “{venue}” đã có ở dòng trên. Mỗi điểm cầu cần một mã riêng."
    en = "{file}, line {row}: the code “{venue}” stands above already. Each venue needs a code of its own."


class VenueWithoutParent(Refusal):
    """A venue belongs to one that isn't above it in `venues.csv`."""

    code = "venue_without_parent"
    status = 422
    vi = (
        "Tệp {file}, dòng {row}: điểm cầu “{venue}” thuộc “{parent}”, nhưng mã này không có ở các dòng trên. "
        "Hãy sửa cột “parent”."
    )
    en = "{file}, line {row}: “{venue}” belongs to “{parent}”, which is on no line above. Mend the column “parent”."


class PlanHasNoHub(Refusal):
    """The first venue must be the hub."""

    code = "plan_has_no_hub"
    status = 422
    vi = "Tệp {file}: dòng đầu tiên phải là điểm cầu trung tâm, với cột “parent” để trống. Hãy thêm rồi nạp lại."
    en = "{file}: the first row must be the hub, with an empty “parent”. Add it and load again."


class StillInUse(Refusal):
    """Something can't be deleted while people or venues belong to it."""

    code = "still_in_use"
    vi = "Không xóa được “{name}” vì còn đại biểu hoặc điểm cầu trực thuộc. Hãy chuyển hoặc xóa các mục đó trước."
    en = "“{name}” can't be deleted while delegates or venues belong to it. Move or delete those first."


class DeckIsEmpty(Refusal):
    """A deck's file holds nothing, or no file was given."""

    code = "deck_is_empty"
    status = 422
    vi = "Tệp {file} trống, không có trang nào để trình chiếu. Hãy chọn lại tệp. Chưa có gì bị thay đổi."
    en = "{file} is empty: there is no page to show. Choose another file. Nothing was changed."


class FileIsNoDeck(Refusal):
    """A deck's file is neither PDF nor picture, whatever its name says."""

    code = "file_is_no_deck"
    status = 422
    vi = (
        "Tệp {file} không phải PDF hoặc ảnh (PNG, JPEG, WebP). Nếu là PowerPoint hay Word, hãy xuất ra PDF rồi "
        "tải lên lại. Chưa có gì bị thay đổi."
    )
    en = (
        "{file} is neither a PDF nor a picture (PNG, JPEG, WebP). Export PowerPoint or Word files as PDF and upload "
        "that. Nothing was changed."
    )


class DeckIsLocked(Refusal):
    """A PDF asks for a password."""

    code = "deck_is_locked"
    status = 422
    vi = "Tệp {file} đặt mật khẩu nên không mở được. Hãy lưu bản không có mật khẩu rồi tải lên lại."
    en = "{file} asks for a password. Save it without one and upload it again."


class DeckIsDamaged(Refusal):
    """A deck's file breaks off or can't be drawn."""

    code = "deck_is_damaged"
    status = 422
    vi = (
        "Tệp {file} bị hỏng hoặc quá phức tạp, không dựng được trang. Hãy xuất lại tệp rồi tải lên. "
        "Chưa có gì bị thay đổi."
    )
    en = "{file} is damaged, or too complex to be drawn. Export it again and upload that. Nothing was changed."


class DeckIsTooLarge(Refusal):
    """A deck's files are larger than any deck needs to be."""

    code = "deck_is_too_large"
    status = 422
    vi = "Bộ trang chiếu lớn hơn {most_mb} MB (tính đến tệp {file}). Hãy nén ảnh trong tệp hoặc chia làm nhiều bộ."
    en = "The deck is larger than {most_mb} MB (counted up to {file}). Compress its pictures, or make several decks."


class DeckHasTooManyPages(Refusal):
    """A deck has more pages than a conference can go through."""

    code = "deck_has_too_many_pages"
    status = 422
    vi = "Tệp {file} làm bộ trang chiếu dài quá {most} trang. Hãy chia làm nhiều bộ."
    en = "{file} makes the deck longer than {most} pages. Make several decks of it."


class PictureIsTooLarge(Refusal):
    """A picture has more dots than any screen."""

    code = "picture_is_too_large"
    status = 422
    vi = "Ảnh {file} lớn hơn {most_megapixels} triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên lại."
    en = "The picture {file} has more than {most_megapixels} million dots. Make it smaller and upload it again."


class DeckOfUnknownItem(Refusal):
    """A deck in `conference.toml` belongs to an item that the programme doesn't have."""

    code = "deck_of_unknown_item"
    status = 422
    vi = (
        "Tệp {file}: bộ trang chiếu “{title}” thuộc mục số {item}, nhưng chương trình không có mục này. Hãy sửa “item”."
    )
    en = "{file}: the deck “{title}” belongs to item {item}, which the programme doesn't have. Mend its “item”."


class FileIsNoFilm(Refusal):
    """A clip's file is no film that can be read."""

    code = "file_is_no_film"
    status = 422
    vi = "Tệp {file} không phải phim đọc được. Hãy xuất phim ra MP4 (H.264, AAC) rồi tải lên lại."
    en = "{file} is no film that can be read. Export it as MP4 (H.264, AAC) and upload that."


class FilmHasNoPicture(Refusal):
    """A file with sound alone, or with a single picture."""

    code = "film_has_no_picture"
    status = 422
    vi = "Tệp {file} không có hình chuyển động. Hãy chọn tệp phim có hình."
    en = "{file} has no moving picture. Choose a film that has one."


class FilmIsDamaged(Refusal):
    """A film that breaks off or takes too long to be made ready."""

    code = "film_is_damaged"
    status = 422
    vi = "Phim {file} bị hỏng, hoặc quá nặng để chuyển đổi ở đây. Hãy xuất lại ra MP4 H.264 720p rồi tải lên."
    en = "{file} is damaged, or takes too long to be converted here. Export it again as MP4, H.264, 720p."


class FilmIsTooLong(Refusal):
    """Longer than any film that belongs into a conference."""

    code = "film_is_too_long"
    status = 422
    vi = "Phim {file} dài quá {most_minutes} phút. Hãy cắt ngắn hoặc chia làm nhiều phim."
    en = "{file} is longer than {most_minutes} minutes. Cut it, or make several films of it."


class FilmIsTooLarge(Refusal):
    """A file of a size that no film of that length needs."""

    code = "film_is_too_large"
    status = 422
    vi = "Tệp {file} lớn hơn {most_mb} MB. Hãy xuất phim ở 720p với dung lượng nhỏ hơn rồi tải lên lại."
    en = "{file} is larger than {most_mb} MB. Export it at 720p and a lower rate, and upload that."


class UnknownClip(Refusal):
    """The conference has no clip of this id."""

    code = "unknown_clip"
    status = 404
    vi = "Hội nghị này không có đoạn phim đó; có thể phim đã bị xóa. Hãy tải lại danh sách phim."
    en = "This conference has no such clip; it may have been deleted. Load the list of clips again."
