using System.Threading.Tasks;
using Xunit;
using Fix = Lmi.Analyzers.Tests.VerifyFix<Lmi.Analyzers.CodeFixes.Rules.SharedState.Lmi1004NotThreadSafeInstanceSharedCodeFix>;

namespace Lmi.Analyzers.Tests.Rules.SharedState;

/// <summary>A variant that is safe to share, or an object for each call.</summary>
public class Lmi1004UnsafeTypesCodeFixTests
{
    [Theory]
    [InlineData("private static readonly Random {|LMI1004:s_random|} = new(); // dice", "private static readonly Random s_random = Random.Shared; // dice")]
    [InlineData("private static readonly Random {|LMI1004:s_random|} = new Random();", "private static readonly Random s_random = Random.Shared;")]
    public Task A_random_without_seed_is_the_shared_one(string before, string after) =>
        Fix.RepairsAsync(Function(before, "return s_random.Next();"), Function(after, "return s_random.Next();"));

    [Fact]
    public Task A_seeded_random_stays() => Fix.OffersAsync(Function("private static readonly Random s_random = new(42);", "return s_random.Next();"));

    [Theory]
    [InlineData("private readonly SHA256 {|LMI1004:_x|} = SHA256.Create();", "return _x.ComputeHash(new byte[1])[0];", "return SHA256.HashData(new byte[1])[0];")]
    [InlineData("private readonly HMACSHA256 {|LMI1004:_x|} = new(s_key);", "return this._x.ComputeHash(s_key)[0];", "return HMACSHA256.HashData(s_key, s_key)[0];")]
    public Task A_hash_is_computed_statically(string field, string before, string after) =>
        Fix.RepairsAsync(Function(field, before), Function("", after).Replace("    \n", ""));

    [Theory]
    [InlineData("private readonly System.IO.MemoryStream _x = new();", "return _x.ReadByte();")]
    [InlineData("private readonly System.Text.StringBuilder _x = new();", "return _x.Append(input).Length;")]
    [InlineData("private readonly System.Text.StringBuilder _x = new();", "if (input.Length > 3) { _x.Clear(); } return _x.Append(input).Length;")]
    [InlineData("public static readonly SHA256 _x = SHA256.Create();", "return _x.ComputeHash(s_key)[0];")]
    public Task What_carries_state_or_is_seen_by_others_is_left_alone(string field, string body) => Fix.OffersAsync(Function(field, body));

    [Fact]
    public Task A_connection_is_made_and_opened_where_it_is_used() => Fix.RepairsAsync(
        Database("""
                private readonly TestConnection {|LMI1004:_connection|};

                public Function()
                {
                    _connection = new TestConnection(Text);
                    _connection.Open();
                }

                public async Task<string?> Handle(string input, ILambdaContext context)
                {
                    if (input.Length == 0)
                    {
                        return null;
                    }

                    // One row.
                    using var command = _connection.CreateCommand();
                    return (string?)await command.ExecuteScalarAsync() ?? Version();
                }

                private string Version() => _connection.ServerVersion;
            """),
        Database("""

                public Function()
                {
                }

                public async Task<string?> Handle(string input, ILambdaContext context)
                {
                    if (input.Length == 0)
                    {
                        return null;
                    }

                    await using var connection = new TestConnection(Text);
                    await connection.OpenAsync();
                    // One row.
                    using var command = connection.CreateCommand();
                    return (string?)await command.ExecuteScalarAsync() ?? Version();
                }

                private string Version()
                {
                    using var connection = new TestConnection(Text);
                    connection.Open();
                    return connection.ServerVersion;
                }
            """));

    [Fact]
    public Task What_hands_out_the_task_of_its_work_awaits_it() => Fix.RepairsAsync(
        Database("""
                private readonly TestConnection {|LMI1004:_connection|} = new(Text);

                public Task<int> Handle(string input, ILambdaContext context) => CountAsync(_connection.CreateCommand());

                public Task Close(string input, ILambdaContext context)
                {
                    return _connection.ChangeDatabaseAsync(input);
                }

                private static Task<int> CountAsync(DbCommand command) => Task.FromResult(command.CommandTimeout);
            """),
        Database("""

                public async Task<int> Handle(string input, ILambdaContext context)
                {
                    await using var connection = new TestConnection(Text);
                    return await CountAsync(connection.CreateCommand());
                }

                public async Task Close(string input, ILambdaContext context)
                {
                    await using var connection = new TestConnection(Text);
                    await connection.ChangeDatabaseAsync(input);
                }

                private static Task<int> CountAsync(DbCommand command) => Task.FromResult(command.CommandTimeout);
            """));

    [Fact]
    public Task A_text_that_every_method_clears_first_is_made_there() => Fix.RepairsAsync(
        Function("private static readonly System.Text.StringBuilder {|LMI1004:s_text|} = new System.Text.StringBuilder(64);", """
            s_text.Clear();
                    s_text.Append(input);
                    return s_text.Length;
            """),
        Function("", """
            var text = new System.Text.StringBuilder(64);
                    text.Append(input);
                    return text.Length;
            """).Replace("    \n", ""));

    [Fact]
    public Task Also_in_an_arrow() => Fix.RepairsAsync(
        Arrow("    private readonly StringBuilder {|LMI1004:_text|} = new();\n\n", "=> _text.Clear().Append(input).ToString();"),
        Arrow("", "\n    {\n        var text = new StringBuilder();\n        return text.Clear().Append(input).ToString();\n    }"));

    private static string Arrow(string field, string body) => $$"""
        using System.Text;
        using Amazon.Lambda.Core;

        public class Function
        {
        {{field}}    public string Handle(string input, ILambdaContext context) {{body}}
        }
        """.Replace(") \n", ")\n");

    [Fact]
    public Task A_hash_of_a_base_class_is_computed_statically() => Fix.RepairsAsync(
        Inherited("""
                protected readonly SHA256 {|LMI1004:_sha|} = SHA256.Create();

            """, "_sha.ComputeHash"),
        Inherited("", "SHA256.HashData"));

    [Theory]
    [InlineData("public DbCommand Make() => _connection.CreateCommand();")]
    [InlineData("public Task<object?> Read() => _connection.CreateCommand().ExecuteScalarAsync();")]
    [InlineData("public void Begin() { using var transaction = _connection.BeginTransaction(); } public void Go() { using var command = _connection.CreateCommand(); }")]
    [InlineData("public void Go() { Keep(_connection); } private static void Keep(DbConnection connection) => connection.Close();")]
    public Task What_leaves_a_method_or_spans_several_keeps_the_connection(string members) => Fix.OffersAsync(Database($$"""
            private readonly TestConnection _connection = new(Text);

            {{members}}

            public string Handle(string input, ILambdaContext context)
            {
                using var command = _connection.CreateCommand();
                return command.CommandText;
            }
        """));

    private static string Inherited(string field, string hash) => $$"""
        using System.Security.Cryptography;
        using Amazon.Lambda.Core;

        public abstract class Hashing
        {
        {{field}}    protected int First(byte[] bytes) => {{hash}}(bytes)[0];
        }

        public class Function : Hashing
        {
            public int Handle(byte[] input, ILambdaContext context)
            {
                return First(input) + {{hash}}(input)[1];
            }
        }
        """;

    private static string Function(string field, string body) => $$"""
        using System;
        using System.Security.Cryptography;
        using Amazon.Lambda.Core;

        public class Function
        {
            {{field}}
            private static readonly byte[] s_key = new byte[32];

            public int Handle(string input, ILambdaContext context)
            {
                {{body}}
            }
        }
        """;

    private static string Database(string members) => $$"""
        using System.Data;
        using System.Data.Common;
        using System.Threading.Tasks;
        using Amazon.Lambda.Core;

        public class Function
        {
            private const string Text = "Server=db";
        {{members}}
        }

        public class TestConnection(string text) : DbConnection
        {
            public override string ConnectionString { get; set; } = text;
            public override string Database => "";
            public override string DataSource => "";
            public override string ServerVersion => "1";
            public override ConnectionState State => ConnectionState.Open;
            public override void ChangeDatabase(string databaseName) { }
            public override void Close() { }
            public override void Open() { }
            protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => null!;
            protected override DbCommand CreateDbCommand() => null!;
        }
        """;
}
