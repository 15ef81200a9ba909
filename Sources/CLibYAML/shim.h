#ifndef MONIGEN_CLIBYAML_SHIM_H
#define MONIGEN_CLIBYAML_SHIM_H
#include <yaml.h>
#endif
