using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TakedownWorker.Storage.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class LookMemory : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "memory",
                table: "looks",
                type: "text",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "memory",
                table: "looks");
        }
    }
}
