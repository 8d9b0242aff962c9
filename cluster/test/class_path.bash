# shellcheck shell=bash
# For `source`, by scripts that set `home`, the checkout, once it is built: sets `class_path`, of the program and its tests' classes.
# shellcheck disable=SC2034 # for the scripts
class_path=$home/driver/target/test-classes:$home/driver/target/classes:$home/worker-models/target/classes
class_path+=:$(<"$home/driver/target/classpath-runtime.txt"):$(<"$home/driver/target/classpath-provided.txt")
