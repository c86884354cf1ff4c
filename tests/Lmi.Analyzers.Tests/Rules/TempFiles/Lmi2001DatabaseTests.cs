using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading.Tasks;
using Lmi.Analyzers.Tests.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Lmi.Analyzers.Tests.Rules.TempFiles;

/// <summary>Databases in files, and locks that a database lends, with the real libraries: what is the application's own store is everybody's, what an invocation opens for itself is not.</summary>
public class Lmi2001DatabaseTests
{
    [Theory]
    [InlineData("options.UseSqlite(\"Data Source=/tmp/shop.db\");")]
    [InlineData("var text = new SqliteConnectionStringBuilder { DataSource = \"/tmp/shop.db\" }; options.UseSqlite(text.ToString());")]
    [InlineData("var text = new SqliteConnectionStringBuilder(); text.DataSource = \"/tmp/shop.db\"; options.UseSqlite(text.ConnectionString);")]
    [InlineData("options.UseSqlite(new SqliteConnection(\"Data Source=/tmp/shop.db\"));")]
    [InlineData("options.UseSqlite(Text());")]
    public async Task The_store_of_a_context(string configure) => Assert.Empty(await ReportedAsync("using var shop = new Shop(); return shop.GetHashCode();", configure));

    [Theory]
    [InlineData("var text = new SqliteConnectionStringBuilder { DataSource = \"/tmp/shop.db\" }; using var c = new SqliteConnection(text.ToString()); return c.GetHashCode();", "LMI2001")]
    [InlineData("using var c = new SqliteConnection(\"Data Source=/tmp/shop.db\"); return c.GetHashCode();", "LMI2001")]
    [InlineData("using var db = new LiteDatabase(\"Filename=/tmp/shop.db\"); return db.GetHashCode();", "LMI2001")]
    [InlineData("using var db = new LiteDatabase(\"Filename=/tmp/shop.db;Connection=shared\"); return db.GetHashCode();", "")]
    [InlineData("File.WriteAllText(\"/tmp/a\", input); return 1;", "LMI2001")]
    [InlineData("if (_redis.LockTake(\"a\", input, TimeSpan.FromSeconds(9))) { try { File.WriteAllText(\"/tmp/a\", input); } finally { _redis.LockRelease(\"a\", input); } } return 1;", "")]
    [InlineData("if (!await _redis.LockTakeAsync(\"a\", input, TimeSpan.FromSeconds(9))) { return 0; } File.WriteAllText(\"/tmp/a\", input); await _redis.LockReleaseAsync(\"a\", input); return 1;", "")]
    [InlineData("if (await _redis.LockTakeAsync(\"a\", input, TimeSpan.FromSeconds(9))) { await _redis.LockReleaseAsync(\"a\", input); } File.WriteAllText(\"/tmp/a\", input); return 1;", "LMI2001")]
    public async Task What_an_invocation_opens(string body, string expected) => Assert.Equal(expected, string.Join(",", await ReportedAsync(body, "")));

    private static async Task<string[]> ReportedAsync(string body, string configure)
    {
        var source = $$"""
            #pragma warning disable CS1998
            using System;
            using System.IO;
            using System.Threading.Tasks;
            using Amazon.Lambda.Core;
            using LiteDB;
            using Microsoft.Data.Sqlite;
            using Microsoft.EntityFrameworkCore;
            using StackExchange.Redis;

            public class Shop : DbContext
            {
                protected override void OnConfiguring(DbContextOptionsBuilder options) { {{configure}} }
                private static string Text() { var text = new SqliteConnectionStringBuilder { DataSource = {{(configure.Contains("Text()") ? "\"/tmp/shop.db\"" : "\":memory:\", Mode = SqliteOpenMode.Memory")}} }; return text.ToString(); }
            }

            public class Function(IDatabase redis)
            {
                private readonly IDatabase _redis = redis;
                public async Task<int> Handle(string input, ILambdaContext context) { {{body}} }
            }
            """;
        var references = File.ReadAllLines(typeof(ShippedFactsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "LibraryReferences").Value!);
        var compilation = CSharpCompilation.Create(
            "Function",
            [CSharpSyntaxTree.ParseText(source, path: "/0/Test0.cs")],
            references.Append(typeof(Amazon.Lambda.Core.ILambdaContext).Assembly.Location).Select(static path => MetadataReference.CreateFromFile(path)),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.Empty(compilation.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error));
        return [.. (await Verify.FullAsync(compilation)).Where(static d => d.Location.IsInSource).Select(static d => d.Id)];
    }
}
