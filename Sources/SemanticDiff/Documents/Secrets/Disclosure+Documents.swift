/// What the documents that the stack keeps in Secrets may show: how alerts are routed, what is scraped, where data come
/// from. Who receives them, and with which credentials, is hidden.
extension Disclosure {
  /// Alertmanager's configuration: https://prometheus.io/docs/alerting/latest/configuration/
  static let alertmanager = Disclosure.only(
    keys: [
      // The route tree.
      "receiver", "group_by", "matchers", "continue", "group_wait", "group_interval", "repeat_interval",
      "mute_time_intervals", "active_time_intervals", "equal", "source_matchers", "target_matchers", "resolve_timeout",
      "templates", "name",
      // Time intervals.
      "start_time", "end_time", "weekdays", "days_of_month", "months", "years", "location",
      // Integrations, as far as they only say how a message looks and where credentials are kept.
      "channel", "max_alerts", "smarthost", "severity", "class", "component", "group", "priority", "parse_mode",
      "api_url_file", "url_file", "routing_key_file", "service_key_file", "credentials_file", "password_file",
      "bearer_token_file", "username_file", "auth_password_file", "webhook_url_file", "token_file", "user_key_file",
      "api_key_file", "bot_token_file", "ca_file", "cert_file", "key_file",
    ],
    maps: ["match", "match_re", "source_match", "source_match_re", "target_match", "target_match_re"])

  /// Scrape configurations: https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
  static let scrapeConfigs = Disclosure.only(
    keys: [
      "job_name", "scrape_interval", "scrape_timeout", "scrape_protocols", "scrape_fallback_protocol",
      "fallback_scrape_protocol", "metrics_path", "scheme", "body_size_limit", "sample_limit", "label_limit",
      "label_name_length_limit", "label_value_length_limit", "target_limit", "keep_dropped_targets",
      "metric_name_validation_scheme", "metric_name_escaping_scheme", "targets", "refresh_interval", "files", "role",
      "names", "label", "field", "port", "type", "region", "datacenter", "services", "node_meta",
      // Relabelling.
      "action", "regex", "replacement", "separator", "source_labels", "target_label", "modulus",
      // Where credentials are kept.
      "credentials_file", "password_file", "username_file", "bearer_token_file", "ca_file", "cert_file", "key_file",
      "server_name", "min_version", "max_version", "module", "collect[]", "match[]",
    ],
    maps: ["labels"])

  /// Grafana's data sources: https://grafana.com/docs/grafana/latest/administration/provisioning/#data-sources
  static let datasources = Disclosure.only(
    keys: [
      "apiVersion", "name", "type", "uid", "access", "orgId", "url", "database", "version", "timeInterval",
      "queryTimeout", "httpMethod", "prometheusType", "prometheusVersion", "cacheLevel", "maxLines", "datasourceUid",
      "defaultEditor", "incrementalQueryOverlapWindow", "alertmanagerUid", "implementation",
    ],
    maps: ["exemplarTraceIdDestinations"])

  /// `grafana.ini`: https://grafana.com/docs/grafana/latest/setup-grafana/configure-grafana/
  static let grafanaSettings = Disclosure.only(
    keys: [
      "domain", "root_url", "protocol", "http_addr", "http_port", "serve_from_sub_path", "router_logging",
      "default_timezone", "full_date", "default_home_dashboard_path", "min_refresh_interval", "mode", "level",
      "allow_sign_up", "auto_assign_org_role", "default_theme", "default_language", "reporting_enabled",
      "check_for_updates", "org_name", "org_role", "enabled", "allow_embedding", "cookie_samesite", "enable",
      "execute_alerts", "evaluation_timeout", "type", "path", "data", "logs", "plugins", "provisioning",
    ],
    maps: ["date_formats", "feature_toggles"])
}
