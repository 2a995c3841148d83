using TakedownWorker;
using TakedownWorker.Cli;

// The command line is parsed before anything is built; only `run` builds a web host.
await using var services = new CommandServices();
return await CommandLine.InvokeAsync(args, services);
