"""What a phone keeps to open a table's page without network."""

from foundation.workers import Worker

WORKER = Worker(
    "tableShell",
    page=(
        "css/table.css",
        "img/favicon.svg",
        "js/clock.js",
        "js/table-store.js",
        "js/table-send.js",
        "js/table-mine.js",
        "js/table.js",
        "js/table-live.js",
    ),
    scripts=("js/table-store.js", "js/table-send.js", "js/table-worker.js"),
)
