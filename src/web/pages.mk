# The pages' half of the floor: what a request is answered with.
# SPDX-License-Identifier: AGPL-3.0-or-later

web_pages =
