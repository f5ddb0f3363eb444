import { join } from 'node:path'
import { cac } from 'cac'
import type { CAC } from 'cac'
import type { Result } from '../src-core/result.ts'
import { exitCodeOf, wrongUsage } from './cli/define.ts'
import type { CliCommand } from './cli/define.ts'
import { commands } from './cli/registry.ts'
import { createTerminal } from './cli/terminal.ts'
import { version } from './shell/version.ts'

const terminal = createTerminal()

/** Which command was asked for, with its arguments; help and version answer themselves. */
function readCommandLine(cli: CAC): (() => Promise<Result<unknown>>) | undefined {
  let chosen: (() => Promise<Result<unknown>>) | undefined
  for (const command of commands) register(cli, command, (run) => (chosen = run))
  cli.help()
  cli.version(version)
  cli.parse(process.argv, { run: false })
  if (cli.options.help || cli.options.version) return undefined
  if (!cli.matchedCommand) {
    const name = cli.args[0]
    if (name === undefined) cli.outputHelp()
    return async () =>
      name === undefined
        ? wrongUsage({ en: 'Which command?', zh: '请指定命令。' })
        : wrongUsage(
            { en: `There is no command “${name}”.`, zh: `没有名为“${name}”的命令。` },
            { en: 'layerloom --help lists them.', zh: '运行 layerloom --help 查看全部命令。' },
          )
  }
  cli.runMatchedCommand()
  return chosen
}

function register(cli: CAC, command: CliCommand, choose: (run: () => Promise<Result<unknown>>) => void) {
  const registered = cli.command(command.usage, terminal.text(command.description))
  for (const { flag, description, repeatable } of command.options) {
    registered.option(flag, terminal.text(description), repeatable ? { type: [] } : {})
  }
  registered.action((...given: unknown[]) => {
    const options = given.pop() as Record<string, unknown>
    // Arguments that may be several come as a list.
    const args = given.flat() as (string | undefined)[]
    const trainer = join(import.meta.dirname, 'trainer.js')
    choose(() => command.run({ args, options, terminal, trainer }))
  })
}

async function main(): Promise<0 | 1 | 2> {
  let run: (() => Promise<Result<unknown>>) | undefined
  try {
    run = readCommandLine(cac('layerloom'))
  } catch (error) {
    if ((error as Error).name !== 'CACError') throw error
    const { message } = error as Error
    const sentence = message.charAt(0).toUpperCase() + message.slice(1)
    terminal.say({ en: `${sentence}.`, zh: `命令用法有误：${message}。` })
    return 2
  }
  if (!run) return 0
  const result = await run()
  if (!result.ok) terminal.failure(result.failure)
  return exitCodeOf(result)
}

// A reader that has seen enough (`layerloom runs | head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const code = await main()
// What was printed is handed over before the end, also into a pipe.
process.stdout.write('', () => process.exit(code))
