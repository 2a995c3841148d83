using System.Runtime.CompilerServices;
using TakedownWorker.Cli;
using TakedownWorker.Demo;
using TakedownWorker.Fetching;
using TakedownWorker.Hosting;
using TakedownWorker.Hosting.Options;
using TakedownWorker.Intake;
using TakedownWorker.Packs;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker;

/// <summary>Builds what a command asks for, when it asks, and turns start-up faults into the command's one line.</summary>
internal sealed class CommandServices : ICommandServices, IAsyncDisposable
{
    private TakedownOptions? options;
    private ServiceProvider? services;
    private bool prepared;

    public TakedownOptions Options => options ??= Load();

    public T Get<T>()
        where T : notnull
    {
        try
        {
            services ??= new ServiceCollection().AddTakedown(Options).AddSingleton<IImportReader, ImportReader>().BuildServiceProvider();
            return services.GetRequiredService<T>();
        }
        catch (InvalidPacksException e)
        {
            throw new CommandException(e.Message);
        }
    }

    public async Task<T> WithDatabaseAsync<T>(CancellationToken cancellationToken)
        where T : notnull
    {
        try
        {
            if (!prepared)
            {
                Directory.CreateDirectory(Options.DataDirectory);
                await Get<IDatabaseMigrator>().PrepareAsync(cancellationToken);
                prepared = true;
            }

            return Get<T>();
        }
        catch (Exception e) when (e is DatabaseException or MasterKeyException)
        {
            throw new CommandException(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CommandException($"Takedown:DataDirectory '{Path.GetFullPath(Options.DataDirectory)}' cannot be used ({e.GetType().Name}). Name a folder that this user may make and write to.");
        }
    }

    public async IAsyncEnumerable<CheckedLine> CheckAsync(IEnumerable<string> urls, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var result in Get<CheckUrls>().RunAsync(urls, cancellationToken))
        {
            yield return new CheckedLine(result.ToJson(), result.ToText());
        }
    }

    public Task<int> RunServiceAsync(CancellationToken cancellationToken) => Service.RunAsync(Options, cancellationToken);

    public Task<int> RunDemoAsync(string folder, TextWriter output, CancellationToken cancellationToken) =>
        DemoCommand.RunAsync(folder, output, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (services is not null)
        {
            await services.DisposeAsync();
        }
    }

    private static TakedownOptions Load()
    {
        var loaded = ConfigurationLoader.Load();
        return loaded.IsValid ? loaded.Options : throw new CommandException(loaded.Message);
    }
}
