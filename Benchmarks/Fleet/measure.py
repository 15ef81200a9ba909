"""Measures monigen against the other Jsonnet evaluators on one fleet; prints a Markdown table and what was measured.

Run by Benchmarks/run.sh, which prepares what this needs.
"""
import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

import fleet

REPOSITORY = pathlib.Path(__file__).resolve().parents[2]
EVALUATE = pathlib.Path(__file__).with_name('evaluate.py')


class Run:
    """What one run of a program took: wall and processor seconds, and MB of the largest process among its own."""

    def __init__(self, command, folder, environment=None):
        started = time.monotonic()
        with tempfile.TemporaryFile() as errors:
            child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=errors)
            self.output = child.stdout.read().decode()
            _, status, usage = os.wait4(child.pid, 0)
            child.returncode = os.waitstatus_to_exitcode(status)
            errors.seek(0)
            if child.returncode != 0:
                sys.exit(f'{" ".join(map(str, command))} failed in {folder}:\n{errors.read().decode()}')
        self.seconds = time.monotonic() - started
        self.processor = usage.ru_utime + usage.ru_stime
        self.megabytes = usage.ru_maxrss / 1024


class Bench:
    """One stack of one release: the fleets, and the runs that were made on them."""

    def __init__(self, options, stack, release, vendored, scratch):
        self.options, self.stack, self.release, self.vendored = options, stack, release, vendored
        self.scratch = scratch
        self.runs = {}
        self.aside = 0

    def fleet(self, count):
        folder = self.scratch / f'fleet-{count}'
        if not folder.exists():
            fleet.make(folder, count, self.options.seed, REPOSITORY, self.stack, self.release, self.vendored)
        return folder

    def note(self, name, run):
        self.runs.setdefault(name, []).append(run)
        print(f'  {name}: {run.seconds:.2f} s, processor {run.processor:.2f} s, {run.megabytes:.0f} MB', file=sys.stderr)

    def build(self, name, folder, *arguments, cold=False):
        cache = self.scratch / 'cache' / folder.name
        if cold:
            self.put_aside(cache)
            self.put_aside(folder / 'generated')
        environment = dict(os.environ, XDG_CACHE_HOME=str(cache))
        self.note(name, Run([self.options.monigen, 'build', *arguments], folder, environment))

    def put_aside(self, folder):
        """Nothing is deleted before all is measured: ext4 passes over the inodes of files that went a minute ago, one by
        one, whenever a file is made."""
        if folder.exists():
            self.aside += 1
            folder.rename(self.scratch / f'aside-{self.aside}')

    def import_folders(self):
        folders = ['.', 'own', 'libsonnet']
        if self.vendored:
            folders.append(f'releases/{self.release}.0/vendor')
        return folders

    def evaluate(self, module, folder, programs, processes=1):
        """Seconds of evaluating all programs to JSON, spread over that many processes."""
        output = self.scratch / module
        output.mkdir(exist_ok=True)
        shares = [programs[start::processes] for start in range(processes)]
        commands = [
            [sys.executable, EVALUATE, module, output, ':'.join(self.import_folders()), *share]
            for share in shares if share
        ]
        children = [subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE) for command in commands]
        seconds = [float(child.communicate()[0] or sys.exit(f'{module} failed')) for child in children]
        return max(seconds)

    def note_evaluation(self, name, module, folder, programs, processes=1):
        seconds = self.evaluate(module, folder, programs, processes)
        self.runs.setdefault(name, []).append(argparse.Namespace(seconds=seconds, processor=0, megabytes=0))
        print(f'  {name}: {seconds:.2f} s', file=sys.stderr)

    def stock(self, name, folder, program):
        path = [word for entry in self.import_folders() for word in ('-J', entry)]
        output = self.scratch / 'stock.json'
        self.note(name, Run(['jsonnet', *path, '-o', output, program], folder))

    def median(self, name):
        return statistics.median(run.seconds for run in self.runs[name])

    def peak(self):
        return max(run.megabytes for name, runs in self.runs.items() if name.startswith('monigen') for run in runs)

    def measure(self):
        options = self.options
        single, small, large = self.fleet(1), self.fleet(options.clusters), self.fleet(options.clusters * 4)
        program = 'programs/cluster-000.jsonnet'
        programs = sorted(str(file.relative_to(small)) for file in (small / 'programs').iterdir())
        for turn in range(options.rounds):
            print(f'{self.stack} {self.release}, round {turn + 1} of {options.rounds}', file=sys.stderr)
            self.note('monigen version', Run([options.monigen, 'version'], single))
            self.build('monigen, one cluster', single, cold=True)
            self.note_evaluation('go-jsonnet, one cluster', 'gojsonnet', single, [program])
            self.note_evaluation('jrsonnet, one cluster', 'rjsonnet', single, [program])
            if options.stock:
                self.stock('jsonnet, one cluster', single, program)
            self.build('monigen, fleet', small, cold=True)
            self.note_evaluation('jrsonnet, fleet', 'rjsonnet', small, programs, processes=2)
            self.build('monigen, nothing changed', small)
            fleet.change_retention(small, turn)
            self.build('monigen, one variable', small)
            fleet.edit_library(small, turn + 1)
            self.build('monigen, one library', small)
            self.build('monigen, four times the fleet', large, cold=True)
        self.compare(single, program)

    def compare(self, folder, program):
        """The evaluators must have evaluated the same."""
        rendered = Run([self.options.monigen, 'render', '--json',
                        *(word for entry in self.import_folders() for word in ('-J', entry)), program], folder)
        results = {'monigen': json.loads(rendered.output)}
        for module in ('gojsonnet', 'rjsonnet'):
            self.evaluate(module, folder, [program])
            results[module] = json.loads((self.scratch / module / 'cluster-000.json').read_text())
        differing = [name for name, result in results.items() if not same(result, results['monigen'])]
        if differing:
            sys.exit(f'{self.stack} {self.release}: {", ".join(differing)} evaluated something else than monigen')

    def table(self):
        fleet_size = self.options.clusters
        median = self.median
        rows = [
            ('one cluster, cold', 'monigen, one cluster', 'go-jsonnet, one cluster'),
            ('one cluster, cold', 'monigen, one cluster', 'jrsonnet, one cluster'),
            ('one cluster, cold', 'monigen, one cluster', 'jsonnet, one cluster'),
            (f'{fleet_size} clusters, cold', 'monigen, fleet', 'jrsonnet, fleet'),
            (f'{fleet_size * 4} clusters, cold', 'monigen, four times the fleet', 'monigen, fleet'),
            (f'{fleet_size} clusters, nothing changed', 'monigen, nothing changed', None),
            (f'{fleet_size} clusters, one variable of one changed', 'monigen, one variable', None),
            (f'{fleet_size} clusters, one library edited', 'monigen, one library', None),
            ('`monigen version`', 'monigen version', None),
        ]
        yield f'| {self.stack} {self.release} | monigen | compared with | ratio |'
        yield '| --- | --- | --- | --- |'
        for title, own, other in rows:
            if other and other not in self.runs:
                continue
            compared = f'{other.split(",")[0] if "monigen" not in other else f"{fleet_size} clusters"}: ' \
                f'{median(other):.2f} s' if other else ''
            ratio = f'{median(own) / median(other):.3f}' if other else ''
            yield f'| {title} | {median(own):.3f} s | {compared} | {ratio} |'
        yield f'| largest process | {self.peak():.0f} MB | | |'


def same(a, b):
    """Whether two results are equal; doubles in the texts of dashboards may be written with more digits."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(same(a[key], b[key]) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(same, a, b))
    if isinstance(a, str) and isinstance(b, str) and a != b:
        try:
            return json.loads(a) == json.loads(b)
        except ValueError:
            return False
    return a == b


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--monigen', required=True)
    parser.add_argument('--clusters', type=int, default=50)
    parser.add_argument('--rounds', type=int, default=3)
    parser.add_argument('--seed', type=int, default=20240229)
    parser.add_argument('--release', default='v0.17')
    parser.add_argument('--stack', choices=['embedded', 'kube-prometheus'])
    parser.add_argument('--stock', action='store_true', help="also stock jsonnet: takes more than a minute a round on upstream's")
    options = parser.parse_args()
    upstream = os.environ.get('MONIGEN_UPSTREAM')
    stacks = [('embedded', None)]
    if upstream:
        stacks.append(('kube-prometheus', pathlib.Path(upstream) / f'{options.release}.0' / 'vendor'))
    tables = []
    for stack, vendored in stacks:
        if options.stack in (None, stack):
            with tempfile.TemporaryDirectory(prefix='monigen-bench-') as scratch:
                bench = Bench(options, stack, options.release, vendored, pathlib.Path(scratch))
                bench.measure()
                tables.append('\n'.join(bench.table()))
    if not upstream:
        print('MONIGEN_UPSTREAM is not set: the embedded stack only', file=sys.stderr)
    print(f'{os.cpu_count()} cores, {platform.machine()}, seed {options.seed}, '
          f'medians of {options.rounds} rounds, load {os.getloadavg()[0]:.1f} at the end\n')
    print('\n\n'.join(tables))


main()
