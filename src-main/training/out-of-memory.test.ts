import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { countMemoryKills } from './out-of-memory.ts'

const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true }))))

/** A computer's root folder with these files. */
async function rootWith(files: Record<string, string>) {
  const root = await mkdtemp(join(tmpdir(), 'layerloom-root-'))
  folders.push(root)
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return root
}

const vmstat = 'nr_free_pages 1\noom_kill 9\n'
const events = 'low 0\nhigh 0\nmax 4\noom 3\noom_kill 2\noom_group_kill 0\n'

describe('how often the kernel has killed for want of memory', () => {
  test.each<{ name: string; files: Record<string, string>; count: number | undefined }>([
    {
      name: 'in our own group, of the second version',
      files: {
        'proc/self/cgroup': '0::/user.slice/app.scope\n',
        'sys/fs/cgroup/user.slice/app.scope/memory.events': events,
        'proc/vmstat': vmstat,
      },
      count: 2,
    },
    {
      name: 'in our own group, of the first version',
      files: {
        'proc/self/cgroup': '5:cpu,cpuacct:/x\n4:memory:/jobs/7\n0::/\n',
        'sys/fs/cgroup/memory/jobs/7/memory.oom_control': 'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
        'proc/vmstat': vmstat,
      },
      count: 1,
    },
    {
      name: 'in a container, whose own group is the root of what it sees',
      files: {
        'proc/self/cgroup': '0::/docker/4f1b\n',
        'sys/fs/cgroup/memory.events': events,
        'proc/vmstat': vmstat,
      },
      count: 2,
    },
    { name: 'on the whole computer', files: { 'proc/self/cgroup': '0::/\n', 'proc/vmstat': vmstat }, count: 9 },
    { name: 'where nothing is known', files: {}, count: undefined },
  ])('$name', async ({ files, count }) => {
    expect(countMemoryKills(await rootWith(files))).toBe(count)
  })
})
