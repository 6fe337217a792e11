# The generators of tools/: what they write must compile and hold what was put in.
# SPDX-License-Identifier: AGPL-3.0-or-later

dist_check_SCRIPTS += %D%/embed.t %D%/lexicon.t %D%/slots.t %D%/sqltab.t %D%/squeeze.t
EXTRA_DIST += %D%/compile.sh
