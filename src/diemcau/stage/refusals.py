# SPDX-License-Identifier: Apache-2.0
"""What is wrong with the certificate that an installation was given."""

from __future__ import annotations

from diemcau.lib.refusal import Refusal


class CertificateIsHalf(Refusal):
    """A certificate without its key, or the other way round."""

    code = "certificate_is_half"
    vi = "Chứng thư số và khóa phải đi cùng nhau: mới có {given}, còn thiếu {missing}. Hãy đặt cả hai."
    en = "A certificate and its key go together: {given} is set, {missing} isn't. Set both."


class CertificateNeedsDomain(Refusal):
    """Nobody said which name the certificate is for."""

    code = "certificate_needs_domain"
    vi = "Có chứng thư số nhưng chưa có tên miền. Hãy thêm --domain (hoặc DIEMCAU_DOMAIN) với tên mà trình duyệt mở."
    en = "There is a certificate but no domain. Add --domain (or DIEMCAU_DOMAIN): the name that browsers open."


class CertificateFileIsMissing(Refusal):
    """No such file."""

    code = "certificate_file_is_missing"
    vi = "Không có tệp {file}. Hãy kiểm tra đường dẫn --tls-cert và --tls-key."
    en = "There is no file {file}. Check --tls-cert and --tls-key."


class CertificateFileIsUnreadable(Refusal):
    """The file is there but not for us."""

    code = "certificate_file_is_unreadable"
    vi = "Không đọc được tệp {file} ({problem}). Hãy cho tài khoản đang chạy Điểm cầu quyền đọc tệp này."
    en = "The file {file} can't be read ({problem}). Let the account that runs Diemcau read it."


class CertificateIsNotPem(Refusal):
    """The file holds something else."""

    code = "certificate_is_not_pem"
    vi = "Tệp {file} không phải chứng thư số dạng PEM. Cần tệp bắt đầu bằng “-----BEGIN CERTIFICATE-----”."
    en = "The file {file} is no certificate in PEM form. It should begin with “-----BEGIN CERTIFICATE-----”."


class KeyIsNotPem(Refusal):
    """The file holds no usable private key."""

    code = "key_is_not_pem"
    vi = "Tệp {file} không phải khóa riêng dạng PEM, hoặc khóa bị đặt mật khẩu. Cần tệp khóa không có mật khẩu."
    en = "The file {file} is no private key in PEM form, or needs a password. A key without one is needed."


class KeyIsOfAnotherCertificate(Refusal):
    """Certificate and key don't belong together."""

    code = "key_is_of_another_certificate"
    vi = "Khóa {key} không thuộc chứng thư số {certificate}. Hãy lấy lại cả hai tệp trong cùng một lần cấp."
    en = "The key {key} doesn't belong to the certificate {certificate}. Take both files from the same issue."


class CertificateHasEnded(Refusal):
    """Browsers won't take it any more."""

    code = "certificate_has_ended"
    vi = "Chứng thư số {file} đã hết hạn ngày {ended}. Hãy gia hạn rồi chạy lại."
    en = "The certificate {file} ended on {ended}. Renew it, then run this again."


class CertificateHasNotBegun(Refusal):
    """Not valid yet; or the machine's clock is wrong."""

    code = "certificate_has_not_begun"
    vi = "Chứng thư số {file} chỉ có hiệu lực từ {begins}. Hãy kiểm tra đồng hồ của máy, hoặc lấy chứng thư khác."
    en = "The certificate {file} is valid only from {begins} on. Check this machine's clock, or get another one."


class CertificateIsOfAnotherDomain(Refusal):
    """Browsers would refuse it for this name."""

    code = "certificate_is_of_another_domain"
    vi = "Chứng thư số {file} cấp cho {names}, không phải cho {domain}. Hãy sửa --domain hoặc lấy đúng chứng thư."
    en = "The certificate {file} is for {names}, not for {domain}. Mend --domain, or get the right certificate."
