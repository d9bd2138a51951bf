# SPDX-License-Identifier: Apache-2.0
"""The recorder: a viewer that writes down what it sees, in a process beside the stage."""
