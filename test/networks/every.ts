/** Whether every variant is looked at, however long that takes: `npm run test:networks`. */
export const every = process.env.LAYERLOOM_EVERY_NETWORK !== undefined
