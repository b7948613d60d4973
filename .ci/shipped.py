"""Of a list of all that the build knows (CycloneDX) leaves what is shipped: the jars of the packaged application. Lit,
which the pages are bundled with, is no jar and added. Arguments: the list, the application, the list to write."""
import json
import pathlib
import re
import sys

known, application, shipped = sys.argv[1:]
jars = {jar.name for jar in pathlib.Path(application, "lib").rglob("*.jar")}
bom = json.loads(pathlib.Path(known).read_text())


def jar_of(component):
    return f"{component.get('group')}.{component['name']}-{component['version']}.jar"


components = [component for component in bom["components"] if jar_of(component) in jars]
unlisted = jars - {jar_of(component) for component in components}
if unlisted:
    sys.exit(f"Shipped, and not on the list: {sorted(unlisted)}")
version = re.search(r"<artifactId>lit</artifactId>\s*<version>(.+?)</version>", pathlib.Path("pom.xml").read_text())[1]
purl = f"pkg:npm/lit@{version}"
components.append({"type": "library", "bom-ref": purl, "name": "lit", "version": version, "purl": purl})

refs = {component["bom-ref"] for component in [bom["metadata"]["component"], *components]}
bom["components"] = components
bom["dependencies"] = [
    {**entry, "dependsOn": [ref for ref in entry.get("dependsOn", []) if ref in refs]}
    for entry in bom["dependencies"]
    if entry["ref"] in refs
]
pathlib.Path(shipped).write_text(json.dumps(bom, indent=1) + "\n")
