using System;
using System.Globalization;
using System.IO;
using Amazon.Lambda.Core;

namespace Corpus.Hazards.Process.TenantSettings;

public record Report(string Tenant, string Culture, string Folder);

/// <summary>Every helper below sets something for its own invocation, and sets it for all.</summary>
public class Function
{
    public string Handle(Report report, ILambdaContext context)
    {
        Enter(report);
        using var log = new StringWriter();
        Console.SetOut(log); //! LMI4001
        Environment.CurrentDirectory = report.Folder; //! LMI4001
        return File.ReadAllText("header.txt") + 1.5.ToString();
    }

    private static void Enter(Report report)
    {
        Environment.SetEnvironmentVariable("TENANT", report.Tenant); //! LMI4001
        CultureInfo.DefaultThreadCurrentCulture = new CultureInfo(report.Culture); //! LMI4001
    }
}
