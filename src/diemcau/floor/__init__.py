# SPDX-License-Identifier: Apache-2.0
"""Hands, queue, stand-by, on air, scene and notices: rules and commands, no media."""
