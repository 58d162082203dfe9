"""Reads a server's counts as Prometheus does: ADDRESS. Prints each family with its kind and number of samples."""

import sys
import urllib.request

from prometheus_client.parser import text_string_to_metric_families

with urllib.request.urlopen(f"{sys.argv[1]}/metrics") as response:
    text = response.read().decode()
for family in text_string_to_metric_families(text):
    print(family.name, family.type, len(family.samples))
