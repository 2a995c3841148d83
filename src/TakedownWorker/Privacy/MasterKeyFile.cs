using System.Security.Cryptography;
using TakedownWorker.Takedowns.Ports;

namespace TakedownWorker.Privacy;

/// <summary>
/// The master key's file: a header line and 32 random bytes in base64, for its owner alone. Made once for a new database,
/// never replaced: with another key nothing in the database could be opened again.
/// </summary>
internal static class MasterKeyFile
{
    public const string Header = "takedown-master-key-v1";
    public const int KeyBytes = 32;

    /// <summary>Turns of a waiting that sleeps a millisecond or more at each: some seconds.</summary>
    private const int LongestWait = 3000;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(OwnerOnly | UnixFileMode.UserExecute);

    /// <exception cref="MasterKeyException">Readable by others, or no master key.</exception>
    public static byte[]? Read(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != UnixFileMode.None)
        {
            throw new MasterKeyException($"Privacy:KeyFile '{path}' can be read or written by others than its owner. Cure: chmod 600 '{path}'.");
        }

        try
        {
            var lines = File.ReadAllLines(path);
            var key = lines.Length >= 2 && lines[0].Trim() == Header ? Convert.FromBase64String(lines[1].Trim()) : [];
            return key.Length == KeyBytes ? key : throw NotAKey(path);
        }
        catch (FormatException)
        {
            throw NotAKey(path);
        }
        catch (UnauthorizedAccessException)
        {
            throw new MasterKeyException($"Privacy:KeyFile '{path}' cannot be read by this user. Cure: make the user that runs the worker its owner.");
        }
    }

    /// <summary>Makes the file, whole or not at all. When another process was first, its key is returned.</summary>
    public static byte[] Create(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        var temporary = $"{path}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}.new";
        try
        {
            Directory.CreateDirectory(folder);
            using var alone = Alone(path);
            if (Read(path) is { } others)
            {
                return others;
            }

            using (var stream = new FileStream(temporary, Options(FileMode.CreateNew)))
            {
                stream.Write(System.Text.Encoding.ASCII.GetBytes($"{Header}\n{Convert.ToBase64String(key)}\n"));
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: false);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            return Read(path)!;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MasterKeyException($"Privacy:KeyFile '{path}' cannot be made: {e.Message} Cure: let the worker write to '{folder}', or put a key file there.");
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>
    /// Waits until no other process makes this file: a rename that must not overwrite is two steps on Unix, and between them
    /// two first starts could each believe in a key of their own.
    /// </summary>
    private static FileStream Alone(string path)
    {
        var options = Options(FileMode.OpenOrCreate);
        options.Options = FileOptions.DeleteOnClose;
        for (var wait = default(SpinWait); ; wait.SpinOnce())
        {
            try
            {
                return new FileStream(path + ".lock", options);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && wait.Count < LongestWait)
            {
                // Another holds it: it writes one line.
            }
        }
    }

    private static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    private static MasterKeyException NotAKey(string path) => new(
        $"Privacy:KeyFile '{path}' is no master key: line 1 must be '{Header}', line 2 the base64 of {KeyBytes} bytes. Cure: restore it from your backup.");
}
