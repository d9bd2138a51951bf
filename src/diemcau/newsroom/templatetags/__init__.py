# SPDX-License-Identifier: Apache-2.0
"""What the portal's templates may say."""
