# SPDX-License-Identifier: Apache-2.0
"""Why a production desk isn't let in, or is sent away: in the log and on the director's console."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class StreamKeyIsWrong(Refusal):
    """The key is no conference's, or was renewed since."""

    code, status = "stream_key_is_wrong", 403
    vi = "Máy {peer} gửi RTMP bằng khóa luồng sai hoặc đã đổi. Hãy chép lại khóa từ bàn đạo diễn vào OBS hoặc vMix."
    en = "{peer} sends RTMP with a wrong or renewed stream key. Copy the key from the console into OBS or vMix again."


class StreamKeyWasRenewed(Refusal):
    """The key was good until just now."""

    code, status = "stream_key_was_renewed", 403
    vi = "Khóa luồng vừa được đổi nên máy {peer} bị ngắt. Hãy chép khóa mới vào OBS hoặc vMix."
    en = "The stream key was renewed, so {peer} was cut off. Copy the new key into OBS or vMix."


class StreamWasReplaced(Refusal):
    """Another program came with the same key: the newest wins, as with venues."""

    code = "stream_was_replaced"
    vi = "Máy {peer} thôi gửi vì một máy khác vừa gửi bằng cùng khóa luồng."
    en = "{peer} sends no longer: another machine came with the same stream key."


class StreamCodecIsUnknown(Refusal):
    """Pictures that aren't H.264, or sound that isn't AAC."""

    code, status = "stream_codec_is_unknown", 422
    vi = "Máy {peer} gửi {codec}. Hãy đặt trong OBS hoặc vMix: hình H.264, tiếng AAC."
    en = "{peer} sends {codec}. Set H.264 for pictures and AAC for sound in OBS or vMix."


class StreamIsReordered(Refusal):
    """Pictures that are shown in another order than they are sent (B-frames)."""

    code, status = "stream_is_reordered", 422
    vi = "Máy {peer} gửi hình có B-frame, làm chậm mọi điểm cầu. Hãy đặt B-frames = 0, hoặc Tune = zerolatency."
    en = "{peer} sends B-frames, which would delay every venue. Set B-frames to 0, or Tune to zerolatency."


class StreamIsBroken(Refusal):
    """What comes can't be read as what it claims to be."""

    code, status = "stream_is_broken", 422
    vi = "Dữ liệu RTMP từ máy {peer} bị hỏng ({why}). Hãy cho OBS hoặc vMix gửi lại."
    en = "What {peer} sends by RTMP is broken ({why}). Let OBS or vMix send again."


class StreamIsSilent(Refusal):
    """A connection over which nothing comes."""

    code = "stream_is_silent"
    vi = "Máy {peer} nối vào cổng RTMP nhưng {seconds} giây không gửi gì nên bị ngắt."
    en = "{peer} was connected by RTMP and sent nothing for {seconds} seconds, so it was cut off."


class RtmpPortIsTaken(Refusal):
    """The port can't be opened."""

    code = "rtmp_port_is_taken"
    vi = "Không mở được cổng RTMP {host}:{port} ({why}). Hãy tắt chương trình đang dùng cổng này hoặc chọn cổng khác."
    en = "The RTMP port {host}:{port} can't be opened ({why}). End the program that uses it, or choose another port."
