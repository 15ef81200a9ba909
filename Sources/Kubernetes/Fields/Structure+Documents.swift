extension Structure {
  /// Documents that ConfigMaps and Secrets hold for programs of the stack.
  static let documentFields: [Structure: [String: FieldType]] = [
    // Alertmanager's own configuration, with the matchers of a route written as one text.
    .alertmanagerDocument: [
      "global": .structure(.alertmanagerGlobal), "route": .structure(.documentRoute),
      "receivers": .list(.keyed("name"), .unknown),
      "time_intervals": .list(.keyed("name"), .documentTimeInterval),
      "mute_time_intervals": .list(.keyed("name"), .documentTimeInterval),
      "inhibit_rules": .list(.bag, .documentInhibition), "templates": .set,
    ],
    .alertmanagerGlobal: ["resolve_timeout": .duration],
    .documentRoute: [
      "group_by": .set, "mute_time_intervals": .set, "active_time_intervals": .set,
      "group_wait": .duration, "group_interval": .duration, "repeat_interval": .duration,
      // The first route that matches wins, so their order counts. Two that ask the same differ in the receiver.
      "routes": .list(
        .items(ItemIdentity(tiers: [["matchers", "receiver"], ["matchers"]], isOrdered: true, isStrict: false)),
        .documentRoute),
    ],
    .documentTimeInterval: ["time_intervals": .list(.bag, .documentTimes)],
    .documentTimes: [
      "times": .list(.bag, .unknown), "weekdays": .set, "days_of_month": .set, "months": .set, "years": .set,
    ],
    .documentInhibition: ["equal": .set],

    // Scrape configurations as Prometheus takes them.
    .scrapeDocument: [
      "scrape_interval": .duration, "scrape_timeout": .duration, "static_configs": .list(.bag, .documentTargets),
      "relabel_configs": .list(.sequence, .unknown), "metric_relabel_configs": .list(.sequence, .unknown),
    ],
    .documentTargets: ["targets": .set],

    // Grafana's data sources and dashboards.
    .datasourcesDocument: [
      "datasources": .list(.keyed("name"), .unknown), "deleteDatasources": .list(.keyed("name"), .unknown),
    ],
    .dashboardDocument: [
      "tags": .set, "links": .list(.keyed("title"), .unknown), "annotations": .structure(.dashboardAnnotations),
    ],
    .dashboardAnnotations: ["list": .list(.keyed("name"), .unknown)],

    // The configuration of prometheus-adapter. The first rule that knows a series wins.
    .adapterDocument: [
      "rules": .list(.ordered("seriesQuery", "name.as"), .unknown),
      "externalRules": .list(.ordered("seriesQuery", "name.as"), .unknown),
      "resourceRules": .map(.structure(.adapterResourceRule)),
    ],
    .adapterResourceRule: ["window": .duration],

    // The modules of blackbox_exporter.
    .blackboxDocument: ["modules": .map(.structure(.blackboxModule))],
    .blackboxModule: ["timeout": .duration, "http": .structure(.blackboxHTTP)],
    .blackboxHTTP: ["valid_status_codes": .set, "valid_http_versions": .set],
  ]
}
