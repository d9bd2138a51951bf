# SPDX-License-Identifier: Apache-2.0
"""The portal: Wagtail pages whose figures come from the board."""
