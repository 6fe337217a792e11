# Sheets of every kind, drawn from samples and looked at by tools that are not ours.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/samples %D%/templates.py
dist_check_SCRIPTS += %D%/templates.t
