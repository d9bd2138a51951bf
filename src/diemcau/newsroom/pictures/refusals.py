# SPDX-License-Identifier: Apache-2.0
"""What editors are told about a file that can't be a picture of the newsroom."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class PictureFileIsEmpty(Refusal):
    """Nothing in it."""

    code, status = "picture_file_is_empty", 422
    vi = "Tệp {file} trống. Hãy chọn lại tệp ảnh."
    en = "{file} is empty. Choose another picture."


class FileIsNoPicture(Refusal):
    """Neither JPEG, PNG nor WebP, whatever its name says."""

    code, status = "file_is_no_picture", 422
    vi = "Tệp {file} không phải là ảnh JPEG, PNG hoặc WebP. Hãy lưu ảnh ở một trong các dạng này rồi tải lên lại."
    en = "{file} is no JPEG, PNG or WebP picture. Save it as one of these and upload it again."


class PictureFileIsTooLarge(Refusal):
    """More bytes than a picture needs."""

    code, status = "picture_file_is_too_large", 422
    vi = "Tệp {file} lớn hơn {most_mb} MB. Hãy lưu ảnh nhỏ hơn rồi tải lên lại."
    en = "{file} is larger than {most_mb} MB. Save it smaller and upload it again."


class PictureHasTooManyPixels(Refusal):
    """It would fill the memory once it is unpacked."""

    code, status = "picture_has_too_many_pixels", 422
    vi = "Ảnh {file} có nhiều hơn {most_megapixels} triệu điểm ảnh. Hãy thu nhỏ ảnh rồi tải lên lại."
    en = "{file} has more than {most_megapixels} million pixels. Make it smaller and upload it again."


class PictureMoves(Refusal):
    """Several pictures in one file."""

    code, status = "picture_moves", 422
    vi = "Ảnh {file} là ảnh động. Trang tin chỉ dùng ảnh tĩnh: hãy lưu một khung hình rồi tải lên lại."
    en = "{file} is animated. The portal shows still pictures only: save one frame and upload that."


class PictureIsDamaged(Refusal):
    """It begins like a picture and can't be read to its end."""

    code, status = "picture_is_damaged", 422
    vi = "Ảnh {file} bị hỏng hoặc tải lên chưa hết. Hãy mở thử trên máy, rồi tải lên lại."
    en = "{file} is damaged or wasn't uploaded whole. See whether it opens on your computer, and upload it again."
