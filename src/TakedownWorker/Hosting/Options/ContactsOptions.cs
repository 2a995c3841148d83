namespace TakedownWorker.Hosting.Options;

/// <summary>Where the provider directory is read.</summary>
internal sealed class ContactsOptions
{
    /// <summary>Folders with an organisation's own provider files, read after those that come with the program.</summary>
    public List<string> DirectoryFolders { get; set; } = [];
}
