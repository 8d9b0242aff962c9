"""pods.py MODE POD.yaml ...: fails unless the pods that Spark asked for are those that cluster/kubernetes promises."""

import sys

import yaml

GIVEN_MEMORY = "1664Mi"  # 640m of heap and 1g beside it
problems = []


def expect(what, found, wanted):
    if found != wanted:
        problems.append(f"{what} is {found!r}; expected {wanted!r}")


def check(path, mode):
    """Its role, driver or executor."""
    with open(path, encoding="utf-8") as file:
        pod = yaml.safe_load(file)
    name, labels, spec = pod["metadata"]["name"], pod["metadata"]["labels"], pod["spec"]
    role, container = labels["spark-role"], spec["containers"][0]
    resources, security = container["resources"], spec["securityContext"]
    expect(f"{name}: label app.kubernetes.io/name", labels.get("app.kubernetes.io/name"), "skip-sweep")
    expect(f"{name}: label app.kubernetes.io/component", labels.get("app.kubernetes.io/component"), role)
    expect(f"{name}: image", container["image"], "registry/skip-sweep:test")
    expect(f"{name}: name of the container", container["name"], f"spark-kubernetes-{role}")
    expect(f"{name}: user", (security["runAsUser"], security["runAsNonRoot"]), (185, True))
    expect(f"{name}: privilege escalation", container["securityContext"]["allowPrivilegeEscalation"], False)
    expect(f"{name}: disk", resources["requests"]["ephemeral-storage"], "4Gi")
    expect(f"{name}: core", resources["requests"]["cpu"], "1")
    variables = {variable["name"]: variable.get("value") for variable in container["env"]}
    expect(f"{name}: native threads", variables.get("OMP_NUM_THREADS"), "1")
    if role == "executor":
        expect(f"{name}: memory", (resources["requests"]["memory"], resources["limits"]["memory"]), (GIVEN_MEMORY,) * 2)
        expect(f"{name}: GPUs", resources["limits"].get("nvidia.com/gpu"), "1" if mode == "gpu" else None)
        expect(f"{name}: token for the API", spec["automountServiceAccountToken"], False)
        expect(f"{name}: native libraries", variables["SPARK_CLASSPATH"].endswith("/opt/skip-sweep/native/*"), True)
        expect(f"{name}: a secret", bool(variables.get("_SPARK_AUTH_SECRET")), True)
        expect(f"{name}: spark.authenticate", "-Dspark.authenticate=true" in variables.values(), True)
    else:
        expect(f"{name}: service account", spec["serviceAccountName"], "skip-sweep")
        expect(f"{name}: program", "local:///opt/skip-sweep/skip-sweep.jar" in container["args"], True)
    return role


def main():
    mode, roles = sys.argv[1], [check(path, sys.argv[1]) for path in sys.argv[2:]]
    expect("the driver's pods", "driver" in roles, mode == "cluster")
    expect("the executors' pods", "executor" in roles, True)
    if problems:
        sys.exit("\n".join(problems))
    print(f"{len(roles)} pods with labels, requests, users and secrets as asked for")


if __name__ == "__main__":
    main()
