using System;
using System.Globalization;
using System.IO;
using Amazon.Lambda.Core;

namespace Corpus.Clean.Process.TenantSettings;

public record Report(string Tenant, string Culture, string Folder);

/// <summary>What belongs to the invocation is passed, or flows with it; what belongs to the process is set once.</summary>
public class Function
{
    static Function() => CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;

    public Function() => Environment.SetEnvironmentVariable("MODE", "fast");

    public string Handle(Report report, ILambdaContext context)
    {
        CultureInfo.CurrentCulture = new CultureInfo(report.Culture);
        using var log = new StringWriter();
        log.WriteLine(report.Tenant);
        return File.ReadAllText(Path.Combine(report.Folder, "header.txt")) + 1.5.ToString() + log;
    }
}
