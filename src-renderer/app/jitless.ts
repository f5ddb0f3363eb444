import { config } from 'zod'

// The window's content security policy has no eval: zod need not try it, and each attempt would be reported.
config({ jitless: true })
