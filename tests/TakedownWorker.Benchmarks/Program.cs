using TakedownWorker.Benchmarks;

// Started by eng/bench-looks, which has the web server; one line of JSON a run on standard output.
return args switch
{
    ["looks", ..] => await LooksRun.MainAsync(RunArguments.Parse(args[1..])),
    ["reading", var page] => Reading.Run(page),
    ["bare", ..] => await BareLoop.MainAsync(RunArguments.Parse(args[1..])),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("Run eng/bench-looks. By hand: looks|bare --urls FILE --load new|again --looks N --known N --data FOLDER [--at-once N] [--postgres CONNECTION]");
    return 2;
}
