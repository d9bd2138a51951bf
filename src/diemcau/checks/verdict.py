# SPDX-License-Identifier: Apache-2.0
"""What findings mean: a grade for each venue, and in words what is to be mended. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from diemcau.checks.events import Findings
from diemcau.lib.refusal import Language

Grade = Literal["green", "amber", "red", "grey"]

SENDS_WELL_KBPS = 2_000
"""The camera's 1.5 Mb/s, sound, and some to spare."""
SENDS_AT_ALL_KBPS = 500
"""Below it a hall is a voice with a row of still pictures."""
RECEIVES_WELL_KBPS = 2_000
RECEIVES_AT_ALL_KBPS = 300
REDIALS_WELL_MS = 5_000


@dataclass(frozen=True, kw_only=True)
class Advice:
    """One thing to mend. `grade` is how badly; the sentences are format strings over the findings' fields."""

    grade: Grade
    vi: str
    en: str

    def sentence(self, language: Language, findings: Findings) -> str:
        """The advice in one language."""
        return (self.vi if language == "vi" else self.en).format_map(vars(findings))


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """A venue's grade and what is to be mended, the worst first."""

    grade: Grade
    advice: tuple[Advice, ...] = ()


CAMERA_OFF = Advice(
    grade="red",
    vi="Không có hình từ máy quay. Cắm lại máy quay, cho phép trình duyệt dùng máy quay, rồi tải lại trang màn hình.",
    en="No picture from the camera. Plug it in again, allow the browser to use it, then reload the screen's page.",
)
CAMERA_FROZEN = Advice(
    grade="red",
    vi="Hình từ máy quay đứng yên. Rút ra cắm lại máy quay, hoặc chọn lại máy quay trên trang màn hình.",
    en="The camera's picture stands still. Plug it in again, or choose it again on the screen's page.",
)
CAMERA_DARK = Advice(
    grade="amber",
    vi="Hình từ máy quay tối đen. Mở nắp ống kính và bật đèn hội trường.",
    en="The camera's picture is dark. Take the cap off the lens and switch the hall's lights on.",
)
MICROPHONE_OFF = Advice(
    grade="red",
    vi="Không có micrô. Cắm micrô, cho phép trình duyệt dùng micrô, rồi tải lại trang màn hình.",
    en="There is no microphone. Plug one in, allow the browser to use it, then reload the screen's page.",
)
MICROPHONE_SILENT = Advice(
    grade="red",
    vi="Micrô không có tiếng. Bật công tắc micrô, thay pin, hoặc chọn đúng micrô trên trang màn hình.",
    en="The microphone is silent. Switch it on, change its battery, or choose the right one on the screen's page.",
)
MICROPHONE_VIRTUAL = Advice(
    grade="amber",
    vi="Trình duyệt dùng micrô ảo, không phải micrô của hội trường. Chọn lại micrô trên trang màn hình.",
    en="The browser uses a virtual microphone, not the hall's. Choose the right one on the screen's page.",
)
LOUDSPEAKER_UNHEARD = Advice(
    grade="amber",
    vi="Micrô không nghe thấy tiếng thử từ loa. Bật loa, tăng âm lượng, chọn đúng loa trong cài đặt âm thanh của máy.",
    en="The microphone didn't hear the tone. Switch the loudspeaker on, turn it up, choose it in the sound settings.",
)
NO_UDP = Advice(
    grade="red",
    vi="Mạng chặn UDP: hội trường xem được nhưng không ai thấy hội trường. Nhờ quản trị mạng mở UDP tới trung tâm.",
    en="The network blocks UDP: the hall can watch but not be seen. Have its administrator open UDP to the hub.",
)
UP_FAILED = Advice(
    grade="red",
    vi="Không gửi được dữ liệu thử lên trung tâm. Kiểm tra đường truyền rồi kiểm tra lại.",
    en="The test burst didn't reach the hub. Look at the line, then check again.",
)
UP_POOR = Advice(
    grade="red",
    vi="Đường lên chỉ {up_kbps} kb/s, không đủ để phát hình. Dùng dây mạng thay Wi-Fi, tắt máy khác đang dùng mạng.",
    en="Only {up_kbps} kb/s up: too little for a picture. Use a cable instead of Wi-Fi; stop others on the same line.",
)
UP_THIN = Advice(
    grade="amber",
    vi="Đường lên {up_kbps} kb/s: hình sẽ kém khi lên sóng. Nên dùng dây mạng thay Wi-Fi.",
    en="{up_kbps} kb/s up: the picture will be poor on air. Better use a cable than Wi-Fi.",
)
DOWN_FAILED = Advice(
    grade="red",
    vi="Không nhận được dữ liệu thử từ trung tâm. Kiểm tra đường truyền rồi kiểm tra lại.",
    en="The test burst from the hub didn't arrive. Look at the line, then check again.",
)
DOWN_POOR = Advice(
    grade="red",
    vi="Đường xuống chỉ {down_kbps} kb/s: sẽ chỉ nghe được tiếng. Đổi sang đường truyền khác.",
    en="Only {down_kbps} kb/s down: there will be sound alone. Change to another line.",
)
DOWN_THIN = Advice(
    grade="amber",
    vi="Đường xuống {down_kbps} kb/s: hình chương trình sẽ kém. Nên dùng dây mạng thay Wi-Fi.",
    en="{down_kbps} kb/s down: the programme's picture will be poor. Better use a cable than Wi-Fi.",
)
REDIAL_FAILED = Advice(
    grade="amber",
    vi="Ngắt thử đường truyền thì không tự kết nối lại kịp. Tải lại trang màn hình rồi kiểm tra lại.",
    en="After a cut on purpose the line didn't come back in time. Reload the screen's page, then check again.",
)
REDIAL_SLOW = Advice(
    grade="amber",
    vi="Ngắt thử đường truyền thì mất {redial_ms} ms mới kết nối lại. Nên chuẩn bị đường truyền dự phòng.",
    en="After a cut on purpose the line took {redial_ms} ms to come back. Have a second line at hand.",
)

_CAMERA = {"off": CAMERA_OFF, "frozen": CAMERA_FROZEN, "dark": CAMERA_DARK}
_MICROPHONE = {"off": MICROPHONE_OFF, "silent": MICROPHONE_SILENT, "virtual": MICROPHONE_VIRTUAL}
_WORST_FIRST: tuple[Grade, ...] = ("red", "amber", "green")


def verdict_of(findings: Findings) -> Verdict:
    """What a venue's findings mean."""
    advice = tuple(sorted(_advice(findings), key=lambda one: _WORST_FIRST.index(one.grade)))
    return Verdict(grade=advice[0].grade if advice else "green", advice=advice)


def _advice(found: Findings) -> Iterator[Advice]:
    if found.camera in _CAMERA:
        yield _CAMERA[found.camera]
    if found.microphone in _MICROPHONE:
        yield _MICROPHONE[found.microphone]
    if found.loudspeaker == "unheard":
        yield LOUDSPEAKER_UNHEARD
    if found.transport == "http":
        # Nothing else can have been tried on a live plane that isn't reached.
        yield NO_UDP
        return
    yield from _rate(found.up_kbps, (SENDS_AT_ALL_KBPS, SENDS_WELL_KBPS), (UP_FAILED, UP_POOR, UP_THIN))
    yield from _rate(found.down_kbps, (RECEIVES_AT_ALL_KBPS, RECEIVES_WELL_KBPS), (DOWN_FAILED, DOWN_POOR, DOWN_THIN))
    if found.redial_ms is None:
        yield REDIAL_FAILED
    elif found.redial_ms > REDIALS_WELL_MS:
        yield REDIAL_SLOW


def _rate(kbps: int | None, least: tuple[int, int], advice: tuple[Advice, Advice, Advice]) -> Iterator[Advice]:
    failed, poor, thin = advice
    if kbps is None:
        yield failed
    elif kbps < least[0]:
        yield poor
    elif kbps < least[1]:
        yield thin
