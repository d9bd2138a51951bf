# SPDX-License-Identifier: Apache-2.0
"""Why a rehearsal can't be played."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class ScriptIsNotThere(Refusal):
    """The file can't be read."""

    code = "script_is_not_there"
    vi = "Không đọc được kịch bản diễn tập {path} ({cause}). Hãy kiểm tra đường dẫn của tệp."
    en = "The rehearsal script {path} can't be read ({cause}). Check the file's path."


class ScriptIsNotToml(Refusal):
    """The file isn't TOML; the cause names line and column."""

    code = "script_is_not_toml"
    vi = "Kịch bản diễn tập không đúng cú pháp TOML: {cause}. Hãy sửa dòng đó rồi chạy lại."
    en = "The rehearsal script isn't valid TOML: {cause}. Mend that line and run it again."


class ScriptFieldIsMissing(Refusal):
    """A needed field isn't there."""

    code = "script_field_is_missing"
    vi = "Kịch bản diễn tập thiếu mục “{place}”. Hãy thêm mục này."
    en = "The rehearsal script lacks “{place}”. Add it."


class ScriptFieldIsUnknown(Refusal):
    """A field that no script has."""

    code = "script_field_is_unknown"
    vi = "Kịch bản diễn tập có mục lạ “{place}”. Hãy kiểm tra chính tả hoặc bỏ mục này."
    en = "The rehearsal script has a field “{place}” that isn't known. Check its spelling or remove it."


class ScriptFieldIsWrong(Refusal):
    """A field holds something else than it should."""

    code = "script_field_is_wrong"
    vi = "Kịch bản diễn tập: mục “{place}” có giá trị không hợp lệ “{value}” ({cause}). Hãy sửa lại giá trị."
    en = "Rehearsal script: “{place}” can't be “{value}” ({cause}). Give it another value."


class ScriptRunsBackwards(Refusal):
    """An instant lies before another that it must follow."""

    code = "script_runs_backwards"
    vi = "Kịch bản diễn tập: “{place}” không được sớm hơn “{earlier}”. Hãy sửa lại thời điểm."
    en = "Rehearsal script: “{place}” must not be earlier than “{earlier}”. Mend the times."


class ScriptNamesUnknownVenue(Refusal):
    """The conference has no venue of that code."""

    code = "script_names_unknown_venue"
    vi = "Kịch bản diễn tập: “{place}” nêu điểm cầu {venue}, hội nghị không có điểm cầu này. Hãy kiểm tra mã."
    en = "Rehearsal script: “{place}” names venue {venue}, which the conference doesn't have. Check the code."


class ScriptNamesUnknownDeck(Refusal):
    """The conference has no deck of that title."""

    code = "script_names_unknown_deck"
    vi = "Kịch bản diễn tập: “{place}” nêu bộ trang chiếu “{deck}”, hội nghị không có bộ này. Hãy kiểm tra tên."
    en = "Rehearsal script: “{place}” names the deck “{deck}”, which the conference doesn't have. Check the title."


class ScriptNamesUnknownClip(Refusal):
    """The conference has no film of that title."""

    code = "script_names_unknown_clip"
    vi = "Kịch bản diễn tập: “{place}” nêu phim “{clip}”, hội nghị không có phim này. Hãy kiểm tra tên."
    en = "Rehearsal script: “{place}” names the film “{clip}”, which the conference doesn't have. Check the title."


class ScriptNamesUnknownPerson(Refusal):
    """Nobody of that name is invited at that venue."""

    code = "script_names_unknown_person"
    vi = "Kịch bản diễn tập: điểm cầu {venue} không có đại biểu “{name}”. Hãy kiểm tra họ tên và mã điểm cầu."
    en = "Rehearsal script: nobody called “{name}” is invited at venue {venue}. Check the name and the code."


class InstallationDoesNotAnswer(Refusal):
    """Web or stage can't be reached."""

    code = "installation_does_not_answer"
    status = 503
    vi = "Không kết nối được tới {url} ({cause}). Hãy chạy “diemcau up” với cùng DIEMCAU_HOME rồi thử lại."
    en = "{url} doesn't answer ({cause}). Start “diemcau up” with the same DIEMCAU_HOME and try again."


class CommandWasRefused(Refusal):
    """The installation refused a command of the rehearsal; its own sentence is the reason."""

    code = "command_was_refused"
    vi = "Lệnh {path} bị từ chối ({answer}): {reason}"
    en = "The command {path} was refused ({answer}): {reason}"


class CrewHasGone(Refusal):
    """A process of simulated venues ended by itself."""

    code = "crew_has_gone"
    status = 500
    vi = "Một tiến trình điểm cầu mô phỏng đã dừng (mã {code}). Xem nguyên nhân trong {log}."
    en = "A process of simulated venues ended (code {code}). Its log {log} says why."


class BrowserIsMissing(Refusal):
    """No Chromium, or nothing to drive it with."""

    code = "browser_is_missing"
    status = 500
    vi = "Chưa có {what} để kiểm tra bằng trình duyệt thật. Hãy chạy “make system” rồi thử lại."
    en = "{what} isn't here, so no real browser can take part. Run `make system` and try again."


class FigureIsNotThere(Refusal):
    """A finished paper doesn't show a number that it must show."""

    code = "figure_is_not_there"
    status = 500
    vi = "Không tìm thấy số liệu “{figure}” trong {path}. Hãy kiểm tra mẫu văn bản."
    en = "{path} doesn't show “{figure}”. Check the paper's template."


class NothingToKill(Refusal):
    """A script kills a process that isn't running here."""

    code = "nothing_to_kill"
    vi = "Kịch bản muốn ngắt tiến trình “{what}” nhưng không thấy nó chạy cho thư mục {home} trên máy này."
    en = "The script kills the process “{what}”, but none runs for {home} on this machine."


class HomeIsInUse(Refusal):
    """A demonstration would write into an installation that holds something else."""

    code = "home_is_in_use"
    vi = "Thư mục {home} đã có dữ liệu của một đợt cài đặt khác. Hãy đặt DIEMCAU_HOME là một thư mục mới rồi chạy lại."
    en = "{home} holds another installation. Set DIEMCAU_HOME to a new folder and run it again."


class VenueDidNotConnect(Refusal):
    """A real browser's venue never reached the relay."""

    code = "venue_did_not_connect"
    status = 500
    vi = "Điểm cầu {venue} mở bằng trình duyệt không kết nối được. Xem nhật ký của tiến trình stage và trình duyệt."
    en = "Venue {venue}, opened in a real browser, never connected. See the logs of stage and browser."


class PageDidNotCome(Refusal):
    """The newsroom's process or its pages didn't do their part of a demonstration."""

    code = "page_did_not_come"
    status = 500
    vi = "Tòa soạn không đưa ra được “{what}” kịp thời. Xem nhật ký của tiến trình newsroom và web."
    en = "The newsroom didn't bring its {what} in time. See the logs of newsroom and web."
