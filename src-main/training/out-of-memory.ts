import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How often the kernel has killed a process for want of memory, in our own control group where it counts that, else on
 * the whole computer; nothing where the system does not say. Compared before and after, it tells such an end from
 * somebody's kill.
 */
export function countMemoryKills(root = '/'): number | undefined {
  for (const file of counters(root)) {
    const count = /^oom_kill (\d+)$/m.exec(read(file))?.[1]
    if (count !== undefined) return Number(count)
  }
  return undefined
}

/** Files with an `oom_kill` line, the narrowest first: control groups' second version, their first, the computer. */
function counters(root: string): string[] {
  const groups = [...read(join(root, 'proc/self/cgroup')).matchAll(/^\d+:([^:]*):(.*)$/gm)]
  const own = (controller: string) =>
    groups.find(([, controllers]) => controllers!.split(',').includes(controller))?.[2]
  const [unified, memory] = [own(''), own('memory')]
  const mount = join(root, 'sys/fs/cgroup')
  return [
    ...(unified === undefined ? [] : [join(mount, unified, 'memory.events')]),
    ...(memory === undefined ? [] : [join(mount, 'memory', memory, 'memory.oom_control')]),
    // Inside a container its own group is the root of what can be seen.
    join(mount, 'memory.events'),
    join(mount, 'memory/memory.oom_control'),
    join(root, 'proc/vmstat'),
  ]
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
