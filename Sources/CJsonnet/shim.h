#ifndef MONIGEN_CJSONNET_SHIM_H
#define MONIGEN_CJSONNET_SHIM_H
#include <libjsonnet.h>
#endif
