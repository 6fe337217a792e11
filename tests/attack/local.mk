# Attacks on releases, by rules of their own: read rules.py first, then world.py.
# SPDX-License-Identifier: AGPL-3.0-or-later

EXTRA_DIST += %D%/lib.sh %D%/rules.py %D%/system.py %D%/world.py %D%/judge.py %D%/gen.py %D%/run.py \
	%D%/form.py %D%/quotes.py %D%/reader.py %D%/themes.py
dist_check_SCRIPTS += %D%/one.t %D%/several.t %D%/insiders.t %D%/summary.t %D%/demo.t %D%/quotes.t \
	%D%/themes.t
