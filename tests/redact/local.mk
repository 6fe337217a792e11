# Redaction, measured: its score on labelled texts, false marks in clean prose, hard cases.
# SPDX-License-Identifier: AGPL-3.0-or-later
