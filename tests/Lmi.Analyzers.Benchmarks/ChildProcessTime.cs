using System;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lmi.Analyzers.Benchmarks;

/// <summary>
/// The CPU time, user and system, of a process and of all that it started, such as the compiler. .NET answers for one process only, so the operating system is asked, as Linux and macOS
/// answer it: for the children that have ended.
/// </summary>
internal static class ChildProcessTime
{
    private const int Children = -1;

    public static bool IsKnown => !OperatingSystem.IsWindows();

    /// <summary>Runs a command to its end. Throws with its output when it fails.</summary>
    public static TimeSpan Of(string command, params string[] arguments)
    {
        var before = Total();
        using var process = Process.Start(new ProcessStartInfo(command, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1", ["DOTNET_CLI_USE_MSBUILD_SERVER"] = "0" },
        })!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? Total() - before : throw new InvalidOperationException($"{command} {string.Join(' ', arguments)}\n{output}{error.GetAwaiter().GetResult()}");
    }

    private static TimeSpan Total()
    {
        var usage = new Usage { Rest = new long[14] };
        if (getrusage(Children, ref usage) != 0)
        {
            throw new InvalidOperationException("The operating system does not say how much CPU time child processes took.");
        }

        // The microseconds are 32 bits on macOS, with nothing said about the rest of the word.
        return TimeSpan.FromSeconds(usage.UserSeconds + usage.SystemSeconds) + TimeSpan.FromMicroseconds((int)usage.UserMicroseconds + (int)usage.SystemMicroseconds);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int getrusage(int who, ref Usage usage);

    [StructLayout(LayoutKind.Sequential)]
    private struct Usage
    {
        public long UserSeconds;
        public long UserMicroseconds;
        public long SystemSeconds;
        public long SystemMicroseconds;

        [MarshalAs(UnmanagedType.ByValArray, SizeConst = 14)]
        public long[] Rest;
    }
}
