import Schema
import ValueTree

/// What `monigen.yaml` may say.
enum SettingsSchema {
  static let schema: Schema = {
    do {
      return try Schema(parsing: JSONReader.read(text, file: "the schema of monigen.yaml"))
    } catch {
      // A broken invariant: the text below is part of the program, and a test reads it.
      preconditionFailure("the schema of monigen.yaml is broken: \(error)")
    }
  }()

  private static let text = #"""
    {
      "$schema": "https://json-schema.org/draft/2020-12/schema",
      "title": "Settings of a monigen project (monigen.yaml)",
      "type": "object",
      "additionalProperties": false,
      "$defs": {
        "folder": {
          "type": "string", "pattern": "^[^/].*$",
          "x-expected": "a folder relative to the project, such as generated"
        },
        "text": { "type": "string", "minLength": 1 }
      },
      "properties": {
        "stack": { "enum": ["embedded", "kube-prometheus"] },
        "release": {
          "type": "string", "pattern": "^v?(0|[1-9][0-9]{0,3})(\\.(0|[1-9][0-9]{0,3})){1,2}$",
          "x-expected": "a release such as v0.17 or v0.17.0"
        },
        "output": { "$ref": "#/$defs/folder" },
        "clusters": {
          "$ref": "#/$defs/folder", "x-expected": "a folder relative to the project, such as clusters"
        },
        "libraryPath": {
          "type": "array", "minItems": 1, "uniqueItems": true, "items": { "$ref": "#/$defs/text" },
          "x-expected": "a list of folders such as [libsonnet]"
        },
        "limits": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "time": {
              "type": "string", "pattern": "^([0-9]{1,9}(ms|s|m|h))+$", "x-expected": "a duration such as 120s or 1m30s"
            },
            "memory": {
              "type": "string", "pattern": "^[1-9][0-9]{0,6}(MiB|GiB|TiB|MB|GB|TB)$",
              "x-expected": "an amount of memory such as 4GiB or 768MiB"
            },
            "jobs": { "type": "integer", "minimum": 1, "maximum": 1024 }
          }
        },
        "cache": { "$ref": "#/$defs/text" },
        "vendor": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "source": { "$ref": "#/$defs/text" },
            "directory": { "$ref": "#/$defs/text", "x-expected": "a folder such as releases" },
            "replace": { "type": "object", "additionalProperties": { "$ref": "#/$defs/text" } }
          }
        },
        "diff": {
          "type": "object", "additionalProperties": false,
          "properties": {
            "suppress": {
              "type": "array",
              "items": {
                "type": "object", "additionalProperties": false, "required": ["reason"], "minProperties": 2,
                "properties": {
                  "kind": { "$ref": "#/$defs/text" },
                  "name": { "$ref": "#/$defs/text" },
                  "path": { "$ref": "#/$defs/text" },
                  "code": { "$ref": "#/$defs/text" },
                  "reason": { "$ref": "#/$defs/text", "x-expected": "a sentence that says why" },
                  "until": {
                    "type": "string", "pattern": "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$",
                    "x-expected": "a day such as 2026-12-31"
                  }
                }
              }
            }
          }
        }
      }
    }
    """#
}
