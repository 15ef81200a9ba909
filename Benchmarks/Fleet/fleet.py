"""Makes the fleet that is measured: a project with N clusters, and for each the same program for any Jsonnet evaluator.

Every cluster has every component on, and external labels, replicas, retention, resources, routes and a domain of its
own; the same seed makes the same fleet.
"""
import json
import pathlib
import random
import shutil

PROVIDERS = ['aws', 'azure', 'gcp', 'hetzner', 'kubeadm']
TEAM_RULE = pathlib.Path('own/team/alerts/alerts.libsonnet')


def make(folder, count, seed, repository, stack, release, vendored):
    """Writes a project with `count` clusters into `folder`, which must not exist.

    vendored: the folder with upstream's libraries of the release; None for the embedded stack.
    """
    folder = pathlib.Path(folder)
    shutil.copytree(repository / 'libsonnet', folder / 'libsonnet')
    if vendored:
        full = release if release.count('.') == 2 else release + '.0'
        shutil.copytree(vendored, folder / 'releases' / full / 'vendor', symlinks=True)
    settings = {'stack': stack, 'release': release, 'libraryPath': ['own', 'libsonnet']}
    write_json(folder / 'monigen.yaml', settings)
    write_team_library(folder)
    randoms = random.Random(seed)
    schema = json.loads((repository / 'libsonnet/schema.json').read_text())
    for number in range(count):
        name = f'cluster-{number:03}'
        variables = cluster(randoms, number)
        write_json(folder / 'clusters' / f'{name}.json', variables)
        complete = with_defaults({'name': name, **variables, 'stack': stack, 'release': release}, schema, schema)
        write(folder / 'programs' / f'{name}.jsonnet', program(complete))
    return folder


def cluster(randoms, number):
    """The variables of one cluster."""
    return {
        'provider': PROVIDERS[number % len(PROVIDERS)] if number else 'kubeadm',
        'kubernetes': '1.34',
        'domain': f'c{number}.example.com',
        'externalLabels': {'env': randoms.choice(['dev', 'stage', 'prod']), 'region': f'r{randoms.randrange(9)}'},
        'prometheus': {
            'replicas': randoms.choice([1, 2, 3]),
            'retention': f'{randoms.randrange(5, 60)}d',
            'resources': {
                'requests': {'cpu': f'{randoms.randrange(1, 40) * 100}m', 'memory': f'{randoms.randrange(1, 30)}Gi'},
            },
        },
        'alertmanager': {
            'replicas': randoms.choice([1, 3]),
            'route': {
                'receiver': 'team',
                'group_by': ['namespace'],
                'group_wait': f'{randoms.randrange(10, 60)}s',
                'routes': [{'matchers': [f'namespace = "team-{number}"'], 'receiver': 'team'}],
            },
            'receivers': [{'name': 'team', 'webhook_configs': [{'url': f'https://hooks.example.com/{number}'}]}],
        },
        'libraries': {'team': {'limit': 10}},
    }


def write_team_library(folder):
    """The team's own library, whose one alert is what `edit_library` changes."""
    write(folder / 'own/team/mixin.libsonnet', "(import 'config.libsonnet') + (import 'alerts/alerts.libsonnet')\n")
    write(folder / 'own/team/config.libsonnet', '{ _config+:: { limit: 10 } }\n')
    edit_library(folder, 0)


def edit_library(folder, turn):
    """Changes the alert of the team's library, another way in each turn."""
    write(folder / TEAM_RULE, f"""{{
  prometheusAlerts+:: {{
    groups+: [{{
      name: 'team',
      rules: [{{
        alert: 'TeamQueueLong',
        expr: 'team_queue_length > %d' % $._config.limit,
        'for': '{turn + 5}m',
        labels: {{ severity: 'warning' }},
      }}],
    }}],
  }},
}}
""")


def change_retention(folder, turn):
    """Changes one variable of one cluster, to another value in each turn."""
    file = folder / 'clusters/cluster-001.json'
    variables = json.loads(file.read_text())
    variables['prometheus']['retention'] = f'{turn + 100}d'
    write_json(file, variables)


def program(variables):
    """What monigen evaluates for a cluster, in the form that every Jsonnet evaluator takes."""
    return f"""(import 'libsonnet/main.libsonnet')({{
  variables: {json.dumps(variables)},
  libraries: {{ team: {{ mixin: (import 'own/team/mixin.libsonnet') }} }},
  overlays: [],
}})
"""


def with_defaults(value, node, schema):
    """The value completed with the defaults of its JSON Schema, as monigen completes variables."""
    while '$ref' in node:
        target = schema
        for part in node['$ref'].removeprefix('#/').split('/'):
            target = target[part]
        node = target
    if isinstance(value, dict):
        for key, child in node.get('properties', {}).items():
            if key not in value and 'default' in child:
                value[key] = json.loads(json.dumps(child['default']))
            if key in value:
                with_defaults(value[key], child, schema)
    return value


def write_json(file, value):
    write(file, json.dumps(value, indent=2) + '\n')


def write(file, text):
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
