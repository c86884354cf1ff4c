using System;
using System.Collections.Generic;

namespace Lmi.Analyzers.Concurrency.Summaries.Trees;

/// <summary>Names of methods that make a container, or scopes in one: members that call them are found by these. Source: the documentation of Microsoft.Extensions.DependencyInjection and of the frameworks named.</summary>
internal static class ContainerWords
{
    /// <summary>Who calls one of these has a container of his own, and no scope but those that he makes.</summary>
    public static readonly IReadOnlyCollection<string> Roots = new HashSet<string>(StringComparer.Ordinal) { "BuildServiceProvider", "CreateDefaultBuilder", "CreateApplicationBuilder" };

    /// <summary>Who calls one of these makes scopes, or brings a framework that makes one for each request or message.</summary>
    public static readonly IReadOnlyCollection<string> Scopes = new HashSet<string>(StringComparer.Ordinal)
    {
        "CreateScope", "CreateAsyncScope", "BeginLifetimeScope", "CreateBuilder", "CreateSlimBuilder", "ConfigureWebHostDefaults", "ConfigureWebHost", "UseStartup", "AddControllers", "AddMvc", "AddMvcCore",
        "AddAWSLambdaHosting", "AddMassTransit", "AddHangfire", "AddQuartz", "AddGrpc", "AddSignalR",
    };
}
