# SPDX-License-Identifier: Apache-2.0
"""The few words that the shells say themselves, before or without their scripts."""

from __future__ import annotations

from dataclasses import dataclass

from diemcau.lib.refusal import Language


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The shells' words in one language; `titles` and `needs_script` are by page."""

    venue: str
    choose: str
    screen: str
    screen_is: str
    desk: str
    desk_is: str
    both: str
    browser: str
    other_language: str
    needs_script: str
    refused: str
    back: str
    door: str
    door_is: str
    door_steps: tuple[str, str]
    door_desk: str
    titles: dict[str, str]


WORDINGS: dict[Language, Wording] = {
    "vi": Wording(
        venue="Điểm cầu",
        choose="Máy này dùng để làm gì?",
        screen="Màn hình",
        screen_is="Dành cho máy tính nối máy chiếu, camera và loa của hội trường. Mở rồi để yên suốt hội nghị.",
        desk="Bàn trực",
        desk_is="Dành cho điện thoại hoặc máy của cán bộ trực: điểm danh, giơ tay, gọi hỗ trợ.",
        both="Có thể mở cả hai trên cùng một máy, mỗi trang một cửa sổ.",
        browser="Màn hình cần trình duyệt Chrome hoặc Edge bản mới.",
        other_language="English",
        needs_script="Trang này cần JavaScript để nhận hình, tiếng và số liệu. "
        "Hãy bật JavaScript trong trình duyệt rồi tải lại trang.",
        refused="Chưa mở được trang",
        back="Nếu anh/chị vừa chép đường dẫn, hãy kiểm tra xem có bị thiếu ký tự nào không.",
        door="Điểm danh bằng điện thoại",
        door_is="Điện thoại này chưa mở đường dẫn của đại biểu, nên chưa điểm danh được.",
        door_steps=(
            "Mở đường dẫn ghi trên giấy mời của anh/chị, hoặc quét mã in trên giấy mời, bằng chính điện thoại này.",
            "Quét lại mã đang hiện trên màn hình hội trường.",
        ),
        door_desk="Không mang giấy mời? Hãy đưa thẻ đại biểu hoặc xưng tên tại bàn trực ở cửa hội trường.",
        titles={
            "screen": "Màn hình",
            "desk": "Bàn trực",
            "console": "Bàn đạo diễn",
            "phone": "Đại biểu",
            "board": "Bảng tổng hợp",
            "greeting": "Kính thưa",
            "cluster": "Cụm điểm cầu",
        },
    ),
    "en": Wording(
        venue="Venue",
        choose="What is this device for?",
        screen="Screen",
        screen_is="For the computer with the hall's projector, camera and loudspeaker. Open it and leave it be.",
        desk="Desk",
        desk_is="For the operator's telephone or computer: the roll call, raising a hand, calling for help.",
        both="Both can be open on one computer, each in a window of its own.",
        browser="The screen needs a recent Chrome or Edge.",
        other_language="Tiếng Việt",
        needs_script="This page needs JavaScript to receive picture, sound and figures. "
        "Allow JavaScript in the browser, then reload the page.",
        refused="This page can't be opened",
        back="If you copied the link, check that no character of it is missing.",
        door="Checking in on your phone",
        door_is="This phone hasn't opened a delegate's link yet, so it can't check anybody in.",
        door_steps=(
            "Open the link on your invitation, or scan the code printed on it, with this phone.",
            "Scan the code that the hall's screen shows once more.",
        ),
        door_desk="No invitation with you? Show your badge or give your name at the desk by the door.",
        titles={
            "screen": "Screen",
            "desk": "Desk",
            "console": "Director's console",
            "phone": "Delegate",
            "board": "Board",
            "greeting": "Greeting list",
            "cluster": "Cluster",
        },
    ),
}
