# Redaction, measured: its score on labelled texts, false marks in clean prose, hard cases.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/corpus.py %D%/score %D%/make %D%/frames.py %D%/values.py %D%/hard \
	%D%/hard.tsv %D%/targets-public %D%/clean
dist_check_SCRIPTS += %D%/score.t %D%/hard.t %D%/redact.t
